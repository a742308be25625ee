using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Hosting;

/// <summary>What was read after a batch.</summary>
/// <param name="Sample">The values of the channels.</param>
/// <param name="Counts">The counts of the roots.</param>
/// <param name="NewRoots">Roots that were not there before, to be added after those that were.</param>
/// <param name="Failures">How many invocations of the batch threw.</param>
internal sealed record BatchReport(Sample Sample, long[] Counts, IReadOnlyList<CensusRoot> NewRoots, int Failures)
{
    /// <summary>How long the invocations took, without the time between them and what was read.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How long each invocation took, in ticks; empty when that was not measured.</summary>
    public long[] Durations { get; init; } = [];
}
