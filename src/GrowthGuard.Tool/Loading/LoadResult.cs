using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;
using GrowthGuard.Tool.Experiments;

namespace GrowthGuard.Tool.Loading;

/// <summary>What came of a load.</summary>
/// <param name="Settings">How the server was put under load.</param>
/// <param name="Process">The id of its process.</param>
/// <param name="Command">Its command line.</param>
/// <param name="Iterations">What was measured.</param>
/// <param name="Judged">What the test kit says of it; null when there is no verdict.</param>
internal sealed record LoadResult(
    LoadSettings Settings,
    int Process,
    string Command,
    IReadOnlyList<Iteration> Iterations,
    MemoryFlatResult? Judged)
{
    /// <summary>How full caches were at the end, when the load ended before they were; null otherwise.</summary>
    public double? Filled { get; init; }

    /// <summary>How full a cache is by the curve of memory; null when nothing slows down.</summary>
    public Filling? Filling => Filling.Of(Judged);

    /// <summary>The iterations that are likely to be enough for a verdict: the second half of a load is what is judged.</summary>
    public int EnoughTries => (int)Math.Min(int.MaxValue, Math.Ceiling(Filled is { } share ? Settings.Tries / Math.Max(share, 0.01)
        : Filling is { } filling ? 2 * (Requests + filling.More) * Iterations.Count / Math.Max(1, Requests)
        : 2 * Settings.Tries));

    public bool IsFlat => Judged?.Verdict == Verdict.Flat;

    public long Requests => Iterations.Sum(iteration => iteration.Load.Requests);

    public long Errors => Iterations.Sum(iteration => iteration.Load.Errors);

    /// <summary>
    /// The rate that says how fast memory grows: of the managed heap, which is exact, when that grows; of private memory otherwise. Null
    /// without a verdict.
    /// </summary>
    public ChannelRate? Growth =>
        Judged?.RateOf(MemoryChannel.Heap) is { Verdict: Verdict.Leak } heap ? heap : Judged?.RateOf(MemoryChannel.Private);
}
