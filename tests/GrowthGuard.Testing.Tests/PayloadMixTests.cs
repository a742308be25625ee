namespace GrowthGuard.Testing.Tests;

public sealed class PayloadMixTests
{
    [Fact]
    public void Proportions_are_exact()
    {
        var mix = new PayloadMix<string>(("small", 6), ("large", 3), ("bad", 1));

        Assert.Equal(
            [60, 30, 10],
            new[] { "small", "large", "bad" }.Select(payload => Enumerable.Range(0, 100).Count(i => mix[i] == payload)));
    }

    [Fact]
    public void Rare_payload_comes_at_equal_distances()
    {
        var mix = new PayloadMix<char>(('a', 9), ('b', 1));
        var at = Enumerable.Range(0, 50).Where(i => mix[i] == 'b').ToList();

        Assert.All(at.Zip(at.Skip(1)), pair => Assert.Equal(10, pair.Second - pair.First));
    }

    [Fact]
    public void Frequent_payloads_alternate() =>
        Assert.Equal("abab", string.Concat(Enumerable.Range(0, 4).Select(i => new PayloadMix<char>(('a', 5), ('b', 5))[i])));

    [Fact]
    public void Nothing_cannot_be_mixed() => Assert.Throws<ArgumentException>(() => new PayloadMix<int>());

    [Fact]
    public void Weight_must_be_more_than_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => new PayloadMix<int>((1, 0)));
}
