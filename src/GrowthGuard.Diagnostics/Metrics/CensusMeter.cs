using System.Diagnostics.Metrics;
using System.Reflection;

namespace GrowthGuard.Diagnostics.Metrics;

/// <summary>The instruments. All that are read together show one snapshot.</summary>
internal sealed class CensusMeter : IDisposable
{
    private readonly GrowthCensus _census;
    private readonly Meter _meter;
    private readonly Counter<long> _invocations;
    private readonly ExportedStores _stores;
    private readonly GrowthWindow _rss;
    private readonly object _gate = new();
    private DateTimeOffset _updatedAt;
    private CensusSnapshot? _snapshot;

    public CensusMeter(GrowthCensus census, IMeterFactory? factory)
    {
        _census = census;
        _stores = new ExportedStores(census.Options.MaxMetricStores, census.Options.GrowthWindow);
        _rss = new GrowthWindow(census.Options.GrowthWindow);
        var options = new MeterOptions(GrowthCensus.MeterName)
        {
            Version =
                typeof(CensusMeter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0],
        };
        _meter = factory?.Create(options) ?? new Meter(options);
        _meter.CreateObservableUpDownCounter(
            "growthguard.store.count",
            () => Stores(store => store.Reading?.Count),
            "{entry}",
            "Entries of a store.");
        _meter.CreateObservableUpDownCounter(
            "growthguard.store.bound",
            () => Stores(store => store.Reading?.Bound),
            "{entry}",
            "The documented bound of a store.");
        _meter.CreateObservableGauge(
            "growthguard.store.utilization",
            () => Stores(store => store.Reading?.Utilization),
            "1",
            "Entries of a store divided by its documented bound.");
        _meter.CreateObservableGauge(
            "growthguard.store.growth",
            () => Stores(store => store.GrowthPerHour),
            "{entry}/h",
            "Entries by which a store grows per hour, over a sliding window.");
        _meter.CreateObservableUpDownCounter(
            "growthguard.store.left_out",
            () => Read<long>(_ => _stores.LeftOut),
            "{store}",
            "Stores that have no metrics because there are too many.");
        _meter.CreateObservableUpDownCounter(
            "growthguard.process.rss",
            () => Read(snapshot => snapshot.Process.Rss),
            "By",
            "Resident memory of the process.");
        _meter.CreateObservableUpDownCounter(
            "growthguard.process.heap",
            () => Read(snapshot => (long?)snapshot.Gc.HeapSize),
            "By",
            "Managed heap after the last collection.");
        _meter.CreateObservableGauge(
            "growthguard.process.rss_growth",
            () => Read(_ => _rss.PerHour()),
            "By/h",
            "Bytes by which resident memory grows per hour, over a sliding window.");
        _invocations = _meter.CreateCounter<long>(
            "growthguard.container.invocations",
            "{invocation}",
            "Invocations of a handler, by whether they found a process that had served one before.");
    }

    /// <summary>An invocation begins.</summary>
    /// <param name="isReused">Whether the process has served one before.</param>
    public void CountInvocation(bool isReused) =>
        _invocations.Add(1, new KeyValuePair<string, object?>("growthguard.container.reused", isReused));

    /// <summary>Bytes by which resident memory grows per hour; null while that cannot be said.</summary>
    public double? RssGrowthPerHour()
    {
        lock (_gate)
        {
            return _rss.PerHour();
        }
    }

    /// <summary>Takes over a snapshot, whoever asked for it: growth is known sooner the more are seen.</summary>
    public void Update(CensusSnapshot snapshot)
    {
        lock (_gate)
        {
            if (snapshot.TakenAt <= _updatedAt)
            {
                return;
            }

            _snapshot = snapshot;
            _updatedAt = snapshot.TakenAt;
            _stores.Update(snapshot);
            if (snapshot.Process.Rss is { } rss)
            {
                _rss.Add(snapshot.TakenAt, rss);
            }
        }
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<T>> Read<T>(Func<CensusSnapshot, T?> read)
        where T : struct
    {
        Refresh();
        lock (_gate)
        {
            return _snapshot is { } snapshot && read(snapshot) is { } value ? [new Measurement<T>(value)] : [];
        }
    }

    private List<Measurement<T>> Stores<T>(Func<ExportedStore, T?> read)
        where T : struct
    {
        Refresh();
        lock (_gate)
        {
            var measurements = new List<Measurement<T>>(_stores.All.Count);
            foreach (var store in _stores.All)
            {
                if (read(store) is { } value)
                {
                    measurements.Add(new Measurement<T>(value, store.Tags));
                }
            }

            return measurements;
        }
    }

    private void Refresh()
    {
        try
        {
            _census.Latest.GetAsync().GetAwaiter().GetResult();
        }
        catch (OutOfMemoryException)
        {
            // The last snapshot has to do.
        }
    }
}
