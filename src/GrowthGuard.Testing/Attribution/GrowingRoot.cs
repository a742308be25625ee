using GrowthGuard.Census;

namespace GrowthGuard.Testing;

/// <summary>A root that grew during the judged part of a run.</summary>
public sealed record GrowingRoot
{
    /// <summary>What grew.</summary>
    public required CensusRoot Root { get; init; }

    /// <summary>How its count behaves: proven to grow, slowing down, and so on.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Entries per invocation.</summary>
    public required double PerInvocation { get; init; }

    /// <summary>The count at the start of the run.</summary>
    public required long First { get; init; }

    /// <summary>The count at the end of the run.</summary>
    public required long Last { get; init; }

    /// <summary>The share of the managed growth that its entries explain, from 0 to 1; null when that is not known.</summary>
    public double? Share { get; init; }

    /// <summary>Whether it holds more than its documented bound.</summary>
    public bool IsOverBound => Root.Bound is { } bound && Last > bound;
}
