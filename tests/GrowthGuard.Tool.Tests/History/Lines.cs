using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Tool.History;

namespace GrowthGuard.Tool.Tests.History;

/// <summary>Histories for tests.</summary>
internal static class Lines
{
    public const double Allowed = 16;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A line for each rate of the managed heap, a commit and a day each: c1, c2 and so on.</summary>
    public static IReadOnlyList<HistoryLine> OfHeap(params double[] rates) => [.. rates.Select((rate, i) => Of($"c{i + 1}", rate, day: i))];

    public static HistoryLine Of(
        string commit,
        double rate,
        int day = 0,
        string scenario = "Shop.Checkout",
        MemoryChannel channel = MemoryChannel.Heap,
        double halfInterval = 0)
    {
        var verdict = rate > Allowed ? Verdict.Leak : Verdict.Flat;
        return new HistoryLine(
            1,
            Start.AddDays(day),
            commit,
            scenario,
            verdict,
            2000,
            [new HistoryRate(channel, rate, rate - halfInterval, rate + halfInterval, Allowed, verdict)]);
    }
}
