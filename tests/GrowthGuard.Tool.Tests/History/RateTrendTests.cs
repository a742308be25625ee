using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Tool.History;

namespace GrowthGuard.Tool.Tests.History;

public sealed class RateTrendTests
{
    [Fact]
    public void Commit_that_made_it_grow_is_named()
    {
        var trend = Assert.Single(RateTrend.Of(Lines.OfHeap(0, 0.2, 0, 0, 320, 321, 320)));

        var change = Assert.Single(trend.Changes);
        Assert.Equal(("c5", 0.0, 320.0), (change.Since.Commit, change.Before, change.After));
        Assert.True(trend.HasGoneUp);
    }

    [Fact]
    public void Growth_that_was_fixed_has_gone_down() =>
        Assert.Equal(("c3 c5", false), Changes(Lines.OfHeap(0, 0, 320, 320, 0, 0, 0)));

    [Theory]
    [InlineData("0 15 0 15")]
    [InlineData("0 0 0 0 15 15 15 15")]
    [InlineData("320 320 330 331 329")]
    [InlineData("5 80 12 70 2 90 20 60")]
    public void What_may_be_added_and_what_varies_is_no_change(string rates) =>
        Assert.Equal(("", false), Changes(Lines.OfHeap([.. rates.Split(' ').Select(double.Parse)])));

    [Fact]
    public void Small_changes_count_together() => Assert.Equal(("c5", true), Changes(Lines.OfHeap(0, 0, 13, 13, 26, 26, 39, 39)));

    [Fact]
    public void What_a_run_does_not_know_exactly_is_no_change() =>
        Assert.Equal(("", false), Changes([Lines.Of("c1", 10, halfInterval: 60), Lines.Of("c2", 70, halfInterval: 60)]));

    [Fact]
    public void Several_runs_of_a_commit_count_once_with_their_median()
    {
        var trend = Assert.Single(RateTrend.Of([
            Lines.Of("a", 0),
            Lines.Of("b", 0, day: 1),
            Lines.Of("b", 900, day: 2),
            Lines.Of("b", 1, day: 3),
            Lines.Of("a", 0, day: 4)
        ]));

        Assert.Equal([("a", 0.0), ("b", 1.0)], trend.Points.Select(point => (point.Commit, point.Rate.PerInvocation)));
        Assert.Equal((0.0, 900.0), (trend.Last.Rate.Low, trend.Last.Rate.High));
        Assert.Equal(2, trend.Last.At.Day);
        Assert.Empty(trend.Changes);
    }

    [Fact]
    public void Scenarios_and_channels_have_trends_of_their_own()
    {
        HistoryLine[] history =
        [
            .. Lines.OfHeap(0, 0, 0, 320),
            .. Enumerable.Range(1, 4).Select(i => Lines.Of($"c{i}", 0, scenario: "Shop.Browse")),
            .. Enumerable.Range(1, 4).Select(i => Lines.Of($"c{i}", 0, channel: MemoryChannel.Threads)),
            .. Enumerable.Range(1, 4).Select(i => Lines.Of($"c{i}", i == 4 ? 64 : 0, channel: MemoryChannel.Handles)),
        ];

        Assert.Equal(
            [("Shop.Browse", MemoryChannel.Heap, 0), ("Shop.Checkout", MemoryChannel.Heap, 1), ("Shop.Checkout", MemoryChannel.Handles, 1)],
            RateTrend.Of(history).Select(trend => (trend.Scenario, trend.Channel, trend.Changes.Count)));
    }

    private static (string Commits, bool HasGoneUp) Changes(IEnumerable<HistoryLine> history)
    {
        var trend = Assert.Single(RateTrend.Of(history));
        return (string.Join(' ', trend.Changes.Select(change => change.Since.Commit)), trend.HasGoneUp);
    }
}
