using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Caching.Memory;

namespace GrowthGuard.Diagnostics.Tests;

public sealed class CounterTests
{
    private readonly GrowthCensus _census = GrowthCensus.Create(options => options.PatientWithHanging().FindStores = false);

    private event EventHandler? Changed;

    [Fact]
    public void Counters_are_called_for_each_snapshot()
    {
        var cache = new List<string>();
        _census.Section("orders").Count("cache", () => cache.Count, bound: 4);
        Assert.Equal(0, Only().Count);

        cache.Add("a");

        Assert.Equal((1, 4, 0.25, CounterState.Ok), (Only().Count, Only().Bound, Only().Utilization, Only().State));
    }

    [Fact]
    public void Sections_are_a_tree()
    {
        _census.Section("orders").Section("eu").Count("cache", () => 1);
        _census.Section("orders").Section("us").Count("cache", () => 2);
        _census.Section("orders").Count("all", () => 3);

        var orders = App(_census);

        Assert.Equal(("orders", 3), (orders.Name, Assert.Single(orders.Counters).Count));
        Assert.Equal(
            [("eu", 1L), ("us", 2L)],
            orders.Sections.Select(section => (section.Name, Assert.Single(section.Counters).Count!.Value)));
    }

    [Fact]
    public void Same_name_is_replaced()
    {
        _census.Section("orders").Count("cache", () => 1).Count("cache", () => 2);

        Assert.Equal(2, Only().Count);
    }

    [Fact]
    public void Counter_that_throws_costs_itself()
    {
        _census.Section("orders")
            .Count("before", () => 1)
            .Count("broken", () => throw new InvalidOperationException("tenant 4711"))
            .Count("after", () => 2);

        var counters = App(_census).Counters;

        Assert.Equal([1L, null, 2L], counters.Select(counter => counter.Count));
        Assert.Equal((CounterState.Failed, "System.InvalidOperationException"), (counters[1].State, counters[1].Error));
    }

    [Fact]
    public void Counter_that_hangs_costs_itself_and_is_not_called_again_before_it_comes_back()
    {
        using var release = new ManualResetEventSlim();
        var calls = 0;
        _census.Section("orders")
            .Count("before", () => 1)
            .Count("stuck", () =>
            {
                Interlocked.Increment(ref calls);
                release.Wait(TestContext.Current.CancellationToken);
                return 7;
            })
            .Count("after", () => 2);

        for (var i = 0; i < 2; i++)
        {
            var counters = App(_census).Counters;
            Assert.Equal([1L, null, 2L], counters.Select(counter => counter.Count));
            Assert.Equal(CounterState.TimedOut, counters[1].State);
            Assert.True(counters[1].DurationMs >= 1000);
        }

        Assert.Equal(1, calls);
        release.Set();
        Assert.True(SpinWait.SpinUntil(() => App(_census).Counters[1].Count == 7, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Snapshot_ends_in_its_time_when_all_hang()
    {
        using var release = new ManualResetEventSlim();
        var census = GrowthCensus.Create(options => options.SnapshotTimeLimit = TimeSpan.FromMilliseconds(1500));
        for (var i = 0; i < 20; i++)
        {
            census.Section("orders").Count($"stuck {i}", () =>
            {
                release.Wait(TestContext.Current.CancellationToken);
                return 0;
            });
        }

        var counters = App(census).Counters;

        Assert.Equal(CounterState.TimedOut, counters[0].State);
        Assert.Equal(CounterState.Skipped, counters[^1].State);
        release.Set();
    }

    [Fact]
    public void Slow_counter_is_marked_and_counted()
    {
        var census = GrowthCensus.Create(options => options.Patient().SlowCounter = TimeSpan.Zero);
        census.Section("orders").Count("cache", () => 5);

        var counter = Assert.Single(App(census).Counters);

        Assert.Equal((CounterState.Slow, 5L), (counter.State, counter.Count));
    }

    [Fact]
    public void Asynchronous_counter_is_told_that_its_time_is_over()
    {
        _census.Section("database").CountAsync(
            "rows",
            async cancellation =>
            {
                await Task.Delay(Timeout.Infinite, cancellation);
                return 1;
            },
            TimeSpan.FromMilliseconds(20));

        Assert.Equal(CounterState.TimedOut, Only().State);
    }

    [Fact]
    public void Events_and_channels_are_counted()
    {
        Changed += (_, _) => { };
        Changed += (_, _) => { };
        var channel = Channel.CreateUnbounded<int>();
        channel.Writer.TryWrite(1);
        _census.Section("events").Event("Changed", () => Changed);
        _census.Section("queues").Channel("orders", channel.Reader, bound: 10);

        var sections = _census.TakeSnapshot().Sections;

        Assert.Equal((CounterKind.Event, 2L), (sections[0].Counters[0].Kind, sections[0].Counters[0].Count));
        Assert.Equal((CounterKind.Channel, 1L), (sections[1].Counters[0].Kind, sections[1].Counters[0].Count));
    }

    [Fact]
    public void Event_without_handlers_counts_as_empty()
    {
        _census.Section("events").Event("Changed", () => null);

        Assert.Equal((CounterState.Ok, 0L), (Only().State, Only().Count));
    }

    [Fact]
    public void Channel_that_cannot_count_is_refused_at_once()
    {
        var channel = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });

        Assert.Throws<ArgumentException>(() => _census.Section("queues").Channel("orders", channel.Reader));
    }

    [Fact]
    public void Memory_cache_is_counted_by_its_statistics()
    {
        using var cache = new MemoryCache(new MemoryCacheOptions { TrackStatistics = true });
        cache.Set("a", 1);
        cache.Set("b", 2);
        _census.Section("caches").Cache("prices", cache, bound: 100);

        Assert.Equal((CounterKind.Cache, 2L, 100L), (Only().Kind, Only().Count, Only().Bound));
    }

    [Fact]
    public void Memory_cache_without_statistics_is_refused_at_once()
    {
        using var cache = new MemoryCache(new MemoryCacheOptions());

        Assert.Contains(
            "TrackStatistics",
            Assert.Throws<ArgumentException>(() => _census.Section("caches").Cache("prices", cache)).Message);
    }

    [Fact]
    public void Rows_are_counted_by_a_query()
    {
        using var database = new SqliteConnection("Data Source=census;Mode=Memory;Cache=Shared");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "CREATE TABLE outbox (id INTEGER); INSERT INTO outbox VALUES (1), (2), (3)";
        command.ExecuteNonQuery();
        _census.Section("database")
            .Rows("outbox", () => new SqliteConnection(database.ConnectionString), "SELECT COUNT(*) FROM outbox", TimeSpan.FromSeconds(30))
            .Rows(
                "missing",
                () => new SqliteConnection(database.ConnectionString),
                "SELECT COUNT(*) FROM nothing",
                TimeSpan.FromSeconds(30));

        var counters = App(_census).Counters;

        Assert.Equal((CounterKind.Rows, 3L), (counters[0].Kind, counters[0].Count));
        Assert.Equal((CounterState.Failed, typeof(SqliteException).FullName), (counters[1].State, counters[1].Error));
    }

    [Fact]
    public void Census_does_not_grow_beyond_its_limit()
    {
        var census = GrowthCensus.Create(options => options.Patient().MaxCounters = 10);
        for (var i = 0; i < 30; i++)
        {
            census.Section("tenants").Count($"tenant {i}", () => 1);
        }

        var snapshot = census.TakeSnapshot();

        Assert.Equal(9, snapshot.Sections[0].Counters.Count);
        Assert.Equal(21, snapshot.RefusedCounters);
    }

    [Fact]
    public void Removed_sections_make_room()
    {
        var census = GrowthCensus.Create(options => options.Patient().MaxCounters = 10);
        for (var i = 0; i < 30; i++)
        {
            census.Section("tenants").Section($"tenant {i}").Count("cache", () => 1).Count("queue", () => 2);
            var tenant = census.Section("tenants").Section($"tenant {i}");
            Assert.True(census.Section("tenants").Remove($"tenant {i}"));
            tenant.Count("late", () => 3).Section("later").Count("latest", () => 4);
        }

        Assert.Equal(0, census.TakeSnapshot().RefusedCounters);
        Assert.False(census.Section("tenants").Remove("tenant 1"));
    }

    [Fact]
    public void Names_that_are_too_long_are_cut_and_empty_ones_refused()
    {
        _census.Section("orders").Count(new string('x', 5000), () => 1);

        Assert.Equal(200, Only().Name.Length);
        Assert.Throws<ArgumentException>(() => _census.Section(""));
    }

    private static SectionReading App(GrowthCensus census) =>
        Assert.Single(census.TakeSnapshot().Sections, section => section.Source == SectionSource.App);

    private CounterReading Only() => Assert.Single(App(_census).Counters);
}
