using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;

namespace GrowthGuard.Testing.Statistics;

/// <summary>The end of a run.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="From">The sample from which on the series was judged.</param>
internal sealed record Decision(Verdict Verdict, int From)
{
    /// <summary>A store that holds more than its bound, which ends a run at once.</summary>
    public RootSeries? OverBound { get; init; }

    /// <summary>A store with a bound that has not been reached: the run cannot see whether it stops there.</summary>
    public RootSeries? Filling { get; init; }
}
