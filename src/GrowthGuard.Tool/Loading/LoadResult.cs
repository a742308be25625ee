using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Tool.Loading;

/// <summary>What came of a load.</summary>
/// <param name="Settings">How the server was put under load.</param>
/// <param name="Process">The id of its process.</param>
/// <param name="Command">Its command line.</param>
/// <param name="Iterations">What was measured.</param>
/// <param name="Judged">What the test kit says of it; null when there is no verdict.</param>
internal sealed record LoadResult(LoadSettings Settings, int Process, string Command, IReadOnlyList<Iteration> Iterations, MemoryFlatResult? Judged)
{
    /// <summary>How full caches were at the end, when the load ended before they were; null otherwise.</summary>
    public double? Filled { get; init; }

    public bool IsFlat => Judged?.Verdict == Verdict.Flat;

    public long Requests => Iterations.Sum(iteration => iteration.Load.Requests);

    public long Errors => Iterations.Sum(iteration => iteration.Load.Errors);

    /// <summary>
    /// The rate that says how fast memory grows: of the managed heap, which is exact, when that grows; of private memory otherwise. Null without a verdict.
    /// </summary>
    public ChannelRate? Growth => Judged?.RateOf(Channel.Heap) is { Verdict: Verdict.Leak } heap ? heap : Judged?.RateOf(Channel.Private);
}
