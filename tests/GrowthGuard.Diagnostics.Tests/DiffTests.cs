namespace GrowthGuard.Diagnostics.Tests;

public sealed class DiffTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 6, 0, 0, TimeSpan.Zero);

    private readonly GrowthCensus _census = GrowthCensus.Create(options => options.Patient());
    private readonly Dictionary<string, long> _counts = [];

    [Fact]
    public void What_grew_most_comes_first_and_what_is_past_its_bound_before_it()
    {
        Count("steady", 100);
        Count("shrinking", 100);
        Count("growing", 10);
        Count("growing more", 10);
        Count("full", 4, bound: 5);
        var before = Take();
        _counts["shrinking"] = 1;
        _counts["growing"] = 20;
        _counts["growing more"] = 30;
        _counts["full"] = 6;

        var diff = CensusDiff.Between(before, Take(minutes: 30));

        var changes = diff.Counters.Where(change => change.Section is ["orders"]).ToList();
        Assert.Equal(["full", "growing more", "growing", "steady", "shrinking"], changes.Select(change => change.Name));
        Assert.Equal((true, 2L, 4d), (changes[0].IsOverBound, changes[0].Delta, changes[0].PerHour));
        Assert.Equal(-99, changes[^1].Delta);
        Assert.True(diff.IsSameProcess);
        Assert.Equal(1800, diff.Seconds);
    }

    [Fact]
    public void Growth_is_given_per_request_and_per_invocation()
    {
        Count("cache", 0);
        var before = Take(requests: 100, invocations: null);
        _counts["cache"] = 50;

        var change = Only(CensusDiff.Between(before, Take(minutes: 60, requests: 200, invocations: 10)));

        Assert.Equal((50d, 0.5, 5d), (change.PerHour, change.PerRequest, change.PerInvocation));
    }

    [Fact]
    public void Counter_that_came_or_went_has_no_growth()
    {
        Count("gone", 5);
        var before = Take();
        _census.Section("orders").Remove("gone");
        Count("new", 7);

        var changes = CensusDiff
            .Between(before, Take(minutes: 1)).Counters
            .Where(change => change.Section is ["orders"])
            .ToDictionary(change => change.Name);

        Assert.Equal((5L, null, null), (changes["gone"].Before, changes["gone"].After, changes["gone"].Delta));
        Assert.Equal((null, 7L, null, null), (changes["new"].Before, changes["new"].After, changes["new"].Delta, changes["new"].PerHour));
    }

    [Fact]
    public void Names_are_compared_section_by_section()
    {
        _census.Section("a/b").Count("c", () => 1);
        _census.Section("a").Section("b").Count("c", () => 2);
        var before = Take();

        var changes = CensusDiff.Between(before, Take(minutes: 1)).Counters.Where(change => change.Name == "c");

        Assert.All(changes, change => Assert.Equal(0, change.Delta));
    }

    [Fact]
    public void Two_processes_are_told_from_one()
    {
        var before = Take();
        var after = Take(minutes: 1, requests: 5);

        var diff = CensusDiff.Between(before, after with { App = after.App with { StartedAt = Start } });

        Assert.False(diff.IsSameProcess);
        Assert.Null(diff.Requests);
    }

    [Fact]
    public void No_time_gives_no_rate()
    {
        Count("cache", 1);
        var before = Take();

        Assert.Null(Only(CensusDiff.Between(before, Take())).PerHour);
    }

    [Fact]
    public void Files_in_the_wrong_order_are_named()
    {
        var error = Assert.Throws<ArgumentException>(() => CensusDiff.Between(Take(minutes: 1), Take()));

        Assert.Contains("earlier than the first", error.Message);
    }

    [Fact]
    public void Diff_has_the_published_form()
    {
        Count("cache", 1, bound: 10);
        var json = CensusDiff.Between(Take(), Take(minutes: 5, requests: 3)).ToJson();

        Assert.Empty(Schemas.Faults(Schemas.CensusDiff, json));
        Assert.Empty(Schemas.Undocumented(json, "census-diff-1.schema.json"));
    }

    private void Count(string name, long count, long? bound = null)
    {
        _counts[name] = count;
        _census.Section("orders").Count(name, () => _counts[name], bound);
    }

    private static CounterChange Only(CensusDiff diff) => Assert.Single(diff.Counters, change => change.Section is ["orders"]);

    private CensusSnapshot Take(int minutes = 0, long? requests = null, long? invocations = null)
    {
        var snapshot = _census.TakeSnapshot();
        return snapshot with
        {
            TakenAt = Start.AddMinutes(minutes),
            App = snapshot.App with { Requests = requests, Invocations = invocations }
        };
    }
}
