using GrowthGuard.Diagnostics.Metrics;

namespace GrowthGuard.Diagnostics.Tests;

public sealed class GrowthWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Growth_is_per_hour() => Assert.Equal(600, PerHour(minute => 100 + (10 * minute), minutes: 60)!.Value, 6);

    [Fact]
    public void Steady_figure_does_not_grow() => Assert.Equal(0, PerHour(_ => 42, minutes: 60));

    [Fact]
    public void Spike_at_the_end_is_no_growth() => Assert.Equal(0, PerHour(minute => minute == 60 ? 100_000 : 42, minutes: 60));

    [Fact]
    public void Store_that_is_emptied_now_and_then_does_not_grow() =>
        Assert.InRange(PerHour(minute => minute % 10, minutes: 120)!.Value, -15, 15);

    [Fact]
    public void Growth_between_emptyings_of_something_else_is_seen() =>
        Assert.InRange(PerHour(minute => (60 * minute) + (minute % 10), minutes: 60)!.Value, 3500, 3700);

    [Fact]
    public void Growth_that_ended_longer_ago_than_the_window_is_forgotten() =>
        Assert.Equal(0, PerHour(minute => Math.Min(minute, 60), minutes: 180));

    [Fact]
    public void Few_points_say_nothing() => Assert.Null(PerHour(minute => minute, minutes: 5));

    [Fact]
    public void Points_that_come_fast_do_not_shorten_the_window()
    {
        var window = new GrowthWindow(TimeSpan.FromHours(1));
        for (var second = 0; second <= 3600; second++)
        {
            window.Add(Start.AddSeconds(second), second < 3000 ? 0 : second - 3000);
        }

        Assert.InRange(window.PerHour()!.Value, 0, 100);
    }

    private static double? PerHour(Func<int, double> value, int minutes)
    {
        var window = new GrowthWindow(TimeSpan.FromHours(1));
        for (var minute = 0; minute <= minutes; minute++)
        {
            window.Add(Start.AddMinutes(minute), value(minute));
        }

        return window.PerHour();
    }
}
