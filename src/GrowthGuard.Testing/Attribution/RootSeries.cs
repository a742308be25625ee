namespace GrowthGuard.Testing.Attribution;

/// <summary>The counts of one root over a run.</summary>
public sealed class RootSeries
{
    private readonly List<long> _counts;

    internal RootSeries(CensusRoot root, int missed)
    {
        Root = root;
        _counts = [.. Enumerable.Repeat(0L, missed)];
    }

    /// <summary>What was counted.</summary>
    public CensusRoot Root { get; }

    /// <summary>The number of entries, one per sample.</summary>
    public IReadOnlyList<long> Counts => _counts;

    internal void Add(long count) => _counts.Add(count);
}
