using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;
using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Experiments;

/// <summary>What one run of a variant came to.</summary>
/// <param name="Judged">What the test kit says of it; null when there is no verdict.</param>
internal sealed record VariantRun(MemoryFlatResult? Judged)
{
    /// <summary>How full caches were at the end; null when none was seen to fill.</summary>
    public double? Filled { get; init; }

    /// <summary>The rate that says how fast memory grows; null without a verdict.</summary>
    public ChannelRate? Growth { get; init; }

    /// <summary>Bytes of private memory that it has added by its end.</summary>
    public required double Retained { get; init; }

    /// <summary>Requests or invocations.</summary>
    public required double Count { get; init; }

    /// <summary>How many there were in a second, without those at the start, in which the server warms up.</summary>
    public required double PerSecond { get; init; }

    /// <summary>How long half of them took, in milliseconds.</summary>
    public required double Median { get; init; }

    /// <summary>How long all took but for one in a hundred, in milliseconds; null when that was not measured.</summary>
    public double? P99 { get; init; }

    /// <summary>The highest resident memory, in bytes.</summary>
    public required double PeakResident { get; init; }

    /// <summary>The iterations, or the budget, that is likely to be enough for a verdict.</summary>
    public required double Enough { get; init; }

    public static VariantRun Of(LoadResult run)
    {
        var steady = run.Iterations.Skip(run.Iterations.Count / 4).Select(iteration => iteration.Load).ToList();
        return new VariantRun(run.Judged)
        {
            Filled = run.Filled ?? run.Filling?.Share,
            Growth = run.Growth,
            Retained = run.Iterations[^1].After.Private - run.Iterations[0].Before.Private,
            Count = run.Requests,
            PerSecond = Quantiles.MedianOf(steady.Select(load => load.PerSecond)),
            Median = Quantiles.MedianOf(steady.Select(load => load.P50.TotalMilliseconds)),
            P99 = Quantiles.MedianOf(steady.Select(load => load.P99.TotalMilliseconds)),
            PeakResident = run.Iterations[^1].After[ProcessFigure.PeakResident],
            Enough = run.EnoughTries,
        };
    }

    /// <param name="run">A run of a scenario.</param>
    /// <param name="budget">The invocations that it had at most, before they were confirmed.</param>
    public static VariantRun Of(MemoryFlatResult run, int budget)
    {
        var filling = Filling.Of(run);
        var samples = run.Series.Samples;
        return new VariantRun(run)
        {
            Filled = filling?.Share,
            Growth = Array.Find(
                [run.RateOf(MemoryChannel.Heap), run.RateOf(MemoryChannel.NativeInUse)],
                rate => rate?.Verdict == Verdict.Leak) ??
                run.RateOf(MemoryChannel.Private) ?? run.RateOf(MemoryChannel.Heap),
            Retained = samples[^1][MemoryChannel.Private] - samples[0][MemoryChannel.Private],
            Count = run.Invocations,
            PerSecond = run.InvocationTime > TimeSpan.Zero ? 1 / run.InvocationTime.TotalSeconds : 0,
            Median = run.InvocationTime.TotalMilliseconds,
            PeakResident = Math.Max(0, samples[^1][MemoryChannel.PeakResident]),
            // As many invocations confirm as are judged: the last half is the part behind the budget.
            Enough = filling is null ? 2.0 * budget : run.Invocations + filling.More,
        };
    }
}
