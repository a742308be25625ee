using GrowthGuard.Census;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing;

/// <summary>The counts of one root over a run.</summary>
public sealed class RootSeries
{
    private readonly List<long> _counts;

    internal RootSeries(CensusRoot root, int missed)
    {
        Root = root;
        _counts = new List<long>(Math.Max(MemorySeries.UsualLength, missed));
        _counts.AddRange(Enumerable.Repeat(0L, missed));
    }

    /// <summary>What was counted.</summary>
    public CensusRoot Root { get; internal set; }

    /// <summary>The number of entries, one per sample.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Whether it is larger at the end than it was at a sample.</summary>
    internal bool HasGrownSince(int sample) => _counts[^1] > _counts[sample];

    internal void Add(long count) => _counts.Add(count);
}
