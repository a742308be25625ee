using GrowthGuard.Tool.History;

namespace GrowthGuard.Tool.Tests.History;

public sealed class LevelChangesTests
{
    private const double AlmostNone = 0.001;

    [Theory]
    [InlineData("0")]
    [InlineData("0 0 0 0 0")]
    [InlineData("0 1 0 1 0 1")]
    [InlineData("7 3 8 2 9 4 6 5")]
    [InlineData("0 0 0 320", 3)]
    [InlineData("0 320", 1)]
    [InlineData("320 320 320 0", 3)]
    [InlineData("0 0 0 0 320 320 320 0 0 0 0 0", 4, 7)]
    [InlineData("0 0 0 100 100 100 400 400 400", 3, 6)]
    [InlineData("7 3 8 2 9 94 96 95 99 91", 5)]
    public void Level_changes_where_it_was_changed(string values, params int[] expected) =>
        Assert.Equal(expected, LevelChanges.In([.. values.Split(' ').Select(double.Parse)], knownSpread: 1));

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(30)]
    [InlineData(120)]
    public void Noise_alone_seldom_looks_like_a_change(int length)
    {
        const int Series = 400;
        var random = new Random(length);

        var alarms = Enumerable.Range(0, Series).Count(_ => LevelChanges.In(Noise(random, length), AlmostNone).Count > 0);

        Assert.InRange(alarms, 0, Series / 20);
    }

    [Theory]
    [InlineData(12, 9)]
    [InlineData(40, 20)]
    [InlineData(40, 35)]
    public void Change_of_six_spreads_is_found_within_a_commit(int length, int at)
    {
        const int Series = 200;
        const int Step = 6;
        var random = new Random(at);

        var found = Enumerable.Range(0, Series).Count(_ =>
            LevelChanges.In([.. Noise(random, length).Select((value, i) => i < at ? value : value + Step)], AlmostNone) is [var only] &&
            Math.Abs(only - at) <= 1);

        Assert.InRange(found, Series * 95 / 100, Series);
    }

    private static double[] Noise(Random random, int length) =>
        [
            .. Enumerable.Range(0, length)
                .Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))
        ];
}
