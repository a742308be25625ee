using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace GrowthGuard.Diagnostics.Tests;

/// <summary>What OpenTelemetry makes of the instruments.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly List<Metric> _exported = [];
    private readonly OwnMeter _meter = new();
    private readonly MeterProvider _provider;
    private GrowthCensus? _census;

    public MetricsTests() => _provider = Sdk.CreateMeterProviderBuilder().AddMeter(_meter.Name).AddInMemoryExporter(_exported).Build();

    [Fact]
    public void Stores_have_count_bound_and_utilization()
    {
        var census = Census();
        census.Section("orders").Section("eu").Count("cache", () => 9, bound: 10);
        census.Section("orders").Count("log", () => 5);

        Assert.Equal(9, Only("growthguard.store.count", "orders/eu", "cache").GetSumLong());
        Assert.Equal(10, Only("growthguard.store.bound", "orders/eu", "cache").GetSumLong());
        Assert.Equal(0.9, Only("growthguard.store.utilization", "orders/eu", "cache").GetGaugeLastValueDouble());
        Assert.Equal(5, Only("growthguard.store.count", "orders", "log").GetSumLong());
        Assert.Empty(Points("growthguard.store.utilization", "orders", "log"));
    }

    [Fact]
    public void Process_has_memory()
    {
        Census();

        Assert.InRange(Assert.Single(Points("growthguard.process.rss")).GetSumLong(), 1_000_000, long.MaxValue);
        Assert.Single(Points("growthguard.process.heap"));
    }

    [Fact]
    public void Growth_is_measured_over_a_window()
    {
        var census = Census();
        var count = 0;
        census.Section("orders").Count("cache", () => count).Count("steady", () => 7);
        for (var minute = 0; minute < 60; minute++)
        {
            census.TakeSnapshot();
            _clock.Pass(TimeSpan.FromMinutes(1));
            count += 100;
        }

        Assert.Equal(6000, Only("growthguard.store.growth", "orders", "cache").GetGaugeLastValueDouble(), 0);
        Assert.Equal(0, Only("growthguard.store.growth", "orders", "steady").GetGaugeLastValueDouble());
        Assert.Single(Points("growthguard.process.rss_growth"));
    }

    [Fact]
    public void Number_of_time_series_has_a_limit()
    {
        var census = Census(options => options.MaxMetricStores = 20);
        for (var i = 0; i < 100; i++)
        {
            census.Section("tenants").Count($"tenant {i}", () => 1);
        }

        Assert.Equal(20, Points("growthguard.store.count").Count());
        Assert.InRange(Assert.Single(Points("growthguard.store.left_out")).GetSumLong(), 80, 100);
    }

    [Fact]
    public void Counters_that_are_removed_make_room()
    {
        var census = Census(options => options.MaxMetricStores = 20);
        for (var i = 0; i < 100; i++)
        {
            census.Section("tenants").Count($"tenant {i}", () => 1);
            census.TakeSnapshot();
            census.Section("tenants").Remove($"tenant {i}");
            _clock.Pass(TimeSpan.FromSeconds(10));
        }

        census.Section("tenants").Count("last", () => 3);

        Assert.Equal(3, Only("growthguard.store.count", "tenants", "last").GetSumLong());
    }

    [Fact]
    public async Task Invocations_tell_cold_processes_from_reused_ones()
    {
        var census = Census();
        for (var i = 0; i < 5; i++)
        {
            await census.InvokeAsync(() => Task.CompletedTask);
        }

        var byReuse = Points("growthguard.container.invocations").ToDictionary(
            point => (bool)Tag(point, "growthguard.container.reused")!,
            point => point.GetSumLong());
        Assert.Equal((1, 4), (byReuse[false], byReuse[true]));
    }

    [Fact]
    public void Names_and_units_follow_the_rules_of_OpenTelemetry()
    {
        var census = Census();
        census.Section("orders").Count("cache", () => 9, bound: 10);
        Export();

        Assert.All(_exported, metric => Assert.Matches(@"^growthguard(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+$", metric.Name));
        Assert.All(_exported, metric => Assert.Matches(@"^(1|By|By/h|\{[a-z]+\}(/h)?)$", metric.Unit));
        Assert.All(_exported, metric => Assert.NotEmpty(metric.Description));
    }

    [Fact]
    public void One_reading_of_all_instruments_is_one_snapshot()
    {
        var taken = 0;
        var census = Census(options => options.MinimumInterval = TimeSpan.FromHours(1));
        census.Section("orders").Count("taken", () => Interlocked.Increment(ref taken));

        Export();

        Assert.Equal(1, taken);
    }

    public void Dispose()
    {
        _provider.Dispose();
        _census?.Dispose();
    }

    private GrowthCensus Census(Action<GrowthCensusOptions>? configure = null)
    {
        var options = new GrowthCensusOptions { TimeProvider = _clock, MinimumInterval = TimeSpan.Zero, FindStores = false }.Patient();
        configure?.Invoke(options);
        return _census = new GrowthCensus(options, _meter);
    }

    private void Export()
    {
        _exported.Clear();
        Assert.True(_provider.ForceFlush());
    }

    private IEnumerable<MetricPoint> Points(string metric, string? section = null, string? store = null)
    {
        Export();
        foreach (var exported in _exported.Where(exported => exported.Name == metric))
        {
            foreach (var point in exported.GetMetricPoints())
            {
                if (section is null ||
                    ((string?)Tag(point, "growthguard.section") == section && (string?)Tag(point, "growthguard.store") == store))
                {
                    yield return point;
                }
            }
        }
    }

    private MetricPoint Only(string metric, string section, string store) => Assert.Single(Points(metric, section, store));

    private static object? Tag(MetricPoint point, string name)
    {
        foreach (var tag in point.Tags)
        {
            if (tag.Key == name)
            {
                return tag.Value;
            }
        }

        return null;
    }

    /// <summary>Gives the meter a name that no other test's has.</summary>
    private sealed class OwnMeter : IMeterFactory
    {
        public string Name { get; } = $"GrowthGuard.{Guid.NewGuid():N}";

        public Meter Create(MeterOptions options)
        {
            Assert.Equal(GrowthCensus.MeterName, options.Name);
            return new Meter(Name, options.Version);
        }

        public void Dispose()
        {
        }
    }
}
