namespace GrowthGuard.Diagnostics.Metrics;

/// <summary>
/// The counters that metrics speak of: as many as may be, the first that were seen. A time series per name is a cost to whoever stores
/// them, and names may come without end.
/// </summary>
internal sealed class ExportedStores(int maximum, TimeSpan window)
{
    private readonly Dictionary<(string Section, string Name), ExportedStore> _stores =
        []; // bound: as many as the options allow (MaxMetricStores)

    /// <summary>How many counters of the last snapshot are left out.</summary>
    public int LeftOut { get; private set; }

    public IReadOnlyCollection<ExportedStore> All => _stores.Values;

    /// <summary>Takes over the counts of a snapshot, and forgets the counters that are no longer there.</summary>
    public void Update(CensusSnapshot snapshot)
    {
        LeftOut = 0;
        foreach (var section in snapshot.Sections)
        {
            Update(section.Name.Replace("/", "\\/", StringComparison.Ordinal), section, snapshot.TakenAt);
        }

        foreach (var (key, store) in _stores)
        {
            if (store.SeenAt != snapshot.TakenAt)
            {
                _stores.Remove(key);
            }
        }
    }

    private void Update(string path, SectionReading section, DateTimeOffset takenAt)
    {
        foreach (var counter in section.Counters)
        {
            if (!_stores.TryGetValue((path, counter.Name), out var store))
            {
                if (_stores.Count >= maximum)
                {
                    LeftOut++;
                    continue;
                }

                _stores[(path, counter.Name)] = store = new ExportedStore(path, counter.Name, window);
            }

            store.Update(counter, takenAt);
        }

        foreach (var inner in section.Sections)
        {
            Update($"{path}/{inner.Name.Replace("/", "\\/", StringComparison.Ordinal)}", inner, takenAt);
        }
    }
}
