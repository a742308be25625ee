using System.Text;
using System.Text.Json.Nodes;

namespace GrowthGuard.Diagnostics.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void Snapshot_has_the_published_form()
    {
        var json = Sample().ToJson();

        Assert.Empty(Schemas.Faults(Schemas.Census, json));
        Assert.Empty(Schemas.Undocumented(json));
    }

    [Theory]
    [InlineData("version", "2")]
    [InlineData("takenAt", "\"yesterday\"")]
    [InlineData("sections", "null")]
    [InlineData("refusedCounters", "-1")]
    public void Other_forms_are_not_valid(string member, string value)
    {
        var snapshot = JsonNode.Parse(Sample().ToJson())!;
        snapshot[member] = JsonNode.Parse(value);

        Assert.NotEmpty(Schemas.Faults(Schemas.Census, Encoding.UTF8.GetBytes(snapshot.ToJsonString())));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var json = Sample().ToJson();

        Assert.Equal(json, CensusSnapshot.FromJson([0xEF, 0xBB, 0xBF, .. json]).ToJson());
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("null", "not a snapshot")]
    [InlineData("{\n  \"version\": 1,\n  x }", "line 3, column 3")]
    [InlineData("{\"version\": 1}", "takenAt")]
    public void What_is_no_snapshot_is_named(string json, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => CensusSnapshot.FromJson(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void A_later_version_is_refused()
    {
        var snapshot = JsonNode.Parse(Sample().ToJson())!;
        snapshot["version"] = 2;

        var error = Assert.Throws<FormatException>(() => CensusSnapshot.FromJson(Encoding.UTF8.GetBytes(snapshot.ToJsonString())));

        Assert.Contains("version 2", error.Message);
    }

    [Fact]
    public void App_and_collector_are_those_of_this_process()
    {
        var snapshot = GrowthCensus.Create(options => options.Patient()).TakeSnapshot();

        Assert.Equal(Environment.ProcessId, snapshot.App.ProcessId);
        Assert.InRange(snapshot.App.UptimeSeconds, 0.001, TimeSpan.FromDays(1).TotalSeconds);
        Assert.Equal(TimeSpan.Zero, snapshot.App.StartedAt.Offset);
        Assert.Equal(["gen0", "gen1", "gen2", "loh", "poh"], snapshot.Gc.Generations.Select(generation => generation.Name));
        Assert.InRange(snapshot.Gc.Allocated, 1, long.MaxValue);
        Assert.Null(snapshot.App.Requests);
    }

    [Fact]
    public void Process_is_measured_in_bytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have some of these figures only.");
        var process = GrowthCensus.Create(options => options.Patient()).TakeSnapshot().Process;

        Assert.InRange(process.Rss!.Value, 10_000_000, 10_000_000_000);
        Assert.InRange(process.RssAnon!.Value, 1_000_000, process.Rss.Value);
        Assert.InRange(process.Rss.Value, 0, process.VmHwm!.Value + 10_000_000);
        Assert.InRange(process.VmSize!.Value, process.Rss.Value, process.VmPeak!.Value);
        Assert.InRange(process.VmData!.Value, 1_000_000, process.VmSize.Value);
        Assert.NotNull(process.Swap);
    }

    [Fact]
    public void Runtime_is_counted()
    {
        var timers = Enumerable.Range(0, 50)
            .Select(_ => new Timer(_ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan)).ToArray();
        var counts = GrowthCensus
            .Create(options => options.Patient()).TakeSnapshot().Sections
            .Single(section => section.Name == "runtime").Counters
            .ToDictionary(counter => counter.Name, counter => counter.Count);
        Array.ForEach(timers, timer => timer.Dispose());

        Assert.InRange(counts["timers"]!.Value, 50, 10_000);
        Assert.InRange(counts["threads"]!.Value, 2, 10_000);
        Assert.InRange(counts["handles"]!.Value, 3, 1_000_000);
        Assert.InRange(counts["assemblies"]!.Value, 5, 100_000);
        Assert.NotNull(counts["thread pool queue"]);
    }

    [Theory]
    [InlineData("runtime")]
    [InlineData("statics")]
    [InlineData("singletons")]
    public void Names_of_own_sections_are_taken(string name) =>
        Assert.Throws<ArgumentException>(() => GrowthCensus.Create(options => options.Patient()).Section(name));

    private static CensusSnapshot Sample()
    {
        var census = GrowthCensus.Create(options => options.Patient());
        census.Section("orders").Count("cache", () => 12, bound: 1000).Count("broken", () => throw new InvalidOperationException("secret"));
        census.Section("orders").Section("eu").Count("<b>cache</b>\n", () => 3);
        return census.TakeSnapshot();
    }
}
