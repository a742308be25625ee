namespace GrowthGuard.Testing.Tests;

public sealed class InvocationLatencyTests
{
    [Fact]
    public void Percentiles_are_times_that_were_measured()
    {
        var latency = InvocationLatency.Of(Enumerable.Range(1, 200).Reverse().Select(i => (long)i), TimeSpan.FromSeconds(2))!;

        Assert.Equal(100, latency.PerSecond);
        Assert.Equal(
            [100, 190, 198, 200],
            new[] { latency.Median, latency.Percentile95, latency.Percentile99, latency.Longest }.Select(time => time.Ticks));
    }

    [Fact]
    public void One_is_all_of_them() => Assert.Equal(7, InvocationLatency.Of([7], TimeSpan.FromSeconds(1))!.Percentile99.Ticks);

    [Fact]
    public void Nothing_measured_is_nothing_said() => Assert.Null(InvocationLatency.Of([], TimeSpan.FromSeconds(1)));
}
