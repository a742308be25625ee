using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Tool.History;

/// <summary>How the rate of a channel went from commit to commit.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Points">One for each commit, the oldest first.</param>
internal sealed record RateTrend(string Scenario, MemoryChannel Channel, IReadOnlyList<TrendPoint> Points)
{
    /// <summary>What is allowed is four standard deviations, at least: less never matters.</summary>
    private const double SpreadsInAllowed = 4;

    /// <summary>Half of a 95 % interval, in standard deviations.</summary>
    private const double Half95 = 1.96;

    public TrendPoint Last => Points[^1];

    /// <summary>The changes of the rate that are larger than what may be added per invocation, in order.</summary>
    public IReadOnlyList<RateChange> Changes { get; } = Changed(Points);

    /// <summary>Whether the last change made it worse.</summary>
    public bool HasGoneUp => Changes.Count > 0 && Changes[^1].After > Changes[^1].Before;

    /// <summary>Whether it is worth a row: memory always, threads and their like when they do something.</summary>
    public bool IsTelling =>
        Channel is MemoryChannel.Heap or MemoryChannel.Private || Changes.Count > 0 || Last.Rate.Verdict != Verdict.Flat;

    /// <summary>All trends of a history, scenario by scenario.</summary>
    public static IReadOnlyList<RateTrend> Of(IEnumerable<HistoryLine> history) =>
    [
        .. from line in history
           group line by line.Scenario into scenario
           orderby scenario.Key
           from trend in OfScenario(scenario.Key, [.. scenario])
           where trend.IsTelling
           select trend,
    ];

    private static IEnumerable<RateTrend> OfScenario(string scenario, IReadOnlyList<HistoryLine> lines) =>
        from entry in lines.SelectMany(line => line.Rates.Select(rate => (line, rate)))
        group entry by entry.rate.Channel into channel
        orderby channel.Key
        select new RateTrend(
            scenario,
            channel.Key,
            [.. channel.GroupBy(entry => entry.line.Commit).Select(runs => PointOf(runs.Key, [.. runs]))]);

    private static TrendPoint PointOf(string commit, IReadOnlyList<(HistoryLine Line, HistoryRate Rate)> runs) =>
        new(commit, runs[0].Line.At, runs[^1].Rate with
        {
            PerInvocation = Quantiles.MedianOf(runs.Select(run => run.Rate.PerInvocation)),
            Low = runs.Min(run => run.Rate.Low),
            High = runs.Max(run => run.Rate.High),
        });

    private static List<RateChange> Changed(IReadOnlyList<TrendPoint> points)
    {
        double[] values = [.. points.Select(point => point.Rate.PerInvocation)];
        var allowed = points[^1].Rate.Allowed;
        var spread = Math.Max(
            allowed / SpreadsInAllowed,
            Quantiles.MedianOf(points.Select(point => (point.Rate.High - point.Rate.Low) / 2)) / Half95);
        int[] starts = [0, .. LevelChanges.In(values, spread)];
        for (var step = SmallestStep(); step is { } found && found.Size <= allowed; step = SmallestStep())
        {
            starts = [.. starts.Where((_, i) => i != found.Number)];
        }

        return [.. Enumerable.Range(1, starts.Length - 1).Select(i => new RateChange(points[starts[i]], Level(i - 1), Level(i)))];

        (int Number, double Size)? SmallestStep() =>
            Enumerable.Range(1, starts.Length - 1)
                .Select(i => (Number: i, Size: Math.Abs(Level(i) - Level(i - 1))))
                .OrderBy(step => step.Size).Cast<(int, double)?>().FirstOrDefault();

        double Level(int i) => Quantiles.MedianOf(values[starts[i]..(i + 1 < starts.Length ? starts[i + 1] : values.Length)]);
    }
}
