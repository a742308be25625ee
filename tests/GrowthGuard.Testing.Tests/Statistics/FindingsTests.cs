using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Statistics;

public sealed class FindingsTests
{
    [Fact]
    public void Stores_that_grow_slowly_are_listed_in_a_flat_result()
    {
        var result = new SeriesBuilder()
            .With("Shop.Log.Slow", invocations => invocations / 20)
            .With("Shop.Log.Once", invocations => invocations / 400)
            .With("Shop.Log.Bounded", invocations => invocations / 20, bound: 1000)
            .With("Shop.Log.Full", invocations => Math.Min(invocations, 100))
            .Result();

        Assert.Equal(Verdict.Flat, result.Verdict);
        Assert.Equal("Shop.Log.Slow", Assert.Single(result.SlowRoots).Root.Name);
        Assert.Contains("Note: Shop.Log.Slow grows slowly: +0.05 entries per invocation", result.ToString());
        Assert.Contains("grows slowly", result.ToMarkdown());
        Assert.Empty(result.Roots);
    }

    [Fact]
    public void Nothing_is_listed_in_a_flat_result_that_grows_less_than_the_test_says()
    {
        var options = new MemoryFlatOptions().AllowEntries(0.1, listed: 0.06);

        Assert.Empty(new SeriesBuilder(options).With("Shop.Log.Slow", invocations => invocations / 20).Result().SlowRoots);
    }

    [Fact]
    public void Rates_of_channels_that_decide_come_first_with_what_is_allowed()
    {
        var rates = new SeriesBuilder()
            .With(MemoryChannel.Resident, _ => 1).With(MemoryChannel.Heap, invocations => invocations * 56).Result().Rates;

        Assert.Equal([MemoryChannel.Heap, MemoryChannel.Private, MemoryChannel.Resident], rates.Select(rate => rate.Channel));
        Assert.Equal(
            (56.0, 56.0, 56.0, 16.0, Verdict.Leak),
            (rates[0].PerInvocation, rates[0].Low, rates[0].High, rates[0].Allowed, rates[0].Verdict));
        Assert.Null(rates[2].Allowed);
    }

    [Fact]
    public void Only_the_confirmation_is_judged() =>
        Assert.Equal(1000, new SeriesBuilder().With(MemoryChannel.Heap, invocations => invocations * 56).Result().JudgedFrom);

    [Fact]
    public void Roots_that_grow_are_named_however_slowly()
    {
        var result = new SeriesBuilder()
            .With(MemoryChannel.Heap, invocations => invocations / 100 * 10_240)
            .With("Shop.Kept", invocations => invocations / 100)
            .With("Shop.Full", _ => 10)
            .Result();

        var root = Assert.Single(result.Roots);
        Assert.Equal(("Shop.Kept", 0.01, 0, 20), (root.Root.Name, root.PerInvocation, root.First, root.Last));
    }

    [Fact]
    public void Reason_of_a_leak_has_the_numbers() => Assert.Equal(
        "Managed heap grew by 56 B per invocation (95 %: 56 to 56; 16 allowed) over invocations 1000 to 2000, and it does not slow down.",
        new SeriesBuilder().With(MemoryChannel.Heap, invocations => invocations * 56).Result().Reason);

    [Fact]
    public void Reason_of_a_leak_without_bytes_names_the_store() => Assert.Equal(
        "Shop.Seen grew by 1 entries per invocation (0 to 2000) over invocations 1000 to 2000, and it does not slow down.",
        new SeriesBuilder().With("Shop.Seen", invocations => invocations).Result().Reason);

    [Fact]
    public void Reason_of_a_flat_run_has_the_numbers() => Assert.Equal(
        "Over invocations 125 to 625 managed heap grew by 0 B and private memory grew by 0 B per invocation, and no counted store grew steadily.",
        new SeriesBuilder().Result().Reason);

    [Fact]
    public void Flat_result_does_not_throw() => new SeriesBuilder().Result().ShouldBeFlat();

    [Fact]
    public void Any_other_result_throws_with_the_result()
    {
        var result = new SeriesBuilder().With(MemoryChannel.Heap, invocations => invocations / 300 * 50_000).Result();

        Assert.Same(result, Assert.Throws<MemoryNotFlatException>(result.ShouldBeFlat).Result);
    }
}
