namespace GrowthGuard.Testing;

/// <summary>How long invocations took, as whoever made them saw it; without the first quarter of the run.</summary>
public sealed record InvocationLatency
{
    /// <summary>Invocations per second, without the gaps between them and without what was read.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Half of the invocations took at most so long.</summary>
    public required TimeSpan Median { get; init; }

    /// <summary>95 of a hundred took at most so long.</summary>
    public required TimeSpan Percentile95 { get; init; }

    /// <summary>99 of a hundred took at most so long.</summary>
    public required TimeSpan Percentile99 { get; init; }

    /// <summary>The longest.</summary>
    public required TimeSpan Longest { get; init; }

    /// <returns>Null when nothing was measured.</returns>
    internal static InvocationLatency? Of(IEnumerable<long> ticks, TimeSpan elapsed)
    {
        var sorted = ticks.Order().ToList();
        if (sorted.Count == 0 || elapsed <= TimeSpan.Zero)
        {
            return null;
        }

        return new InvocationLatency
        {
            PerSecond = sorted.Count / elapsed.TotalSeconds,
            Median = Within(0.5),
            Percentile95 = Within(0.95),
            Percentile99 = Within(0.99),
            Longest = Within(1),
        };

        TimeSpan Within(double share) => TimeSpan.FromTicks(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)]);
    }
}
