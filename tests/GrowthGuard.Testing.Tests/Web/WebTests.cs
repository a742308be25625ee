using GrowthGuard.Testing.WebApp;

namespace GrowthGuard.Testing.Tests.Web;

public sealed class WebTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task An_endpoint_that_keeps_nothing_is_flat() =>
        MemoryFlat
            .WebAsync<OrderLog>(static (client, i) => client.GetStringAsync($"/steady/{i % 50}"), cancellation: Cancellation)
                .ShouldBeFlat();

    [Fact]
    public async Task A_singleton_that_grows_is_named()
    {
        var result = await MemoryFlat.WebAsync<OrderLog>(
            static (client, i) => client.GetStringAsync($"/logged/{i % 50}"),
            options => options.Invocations(400),
            Cancellation);

        Assert.True(result.Verdict == Verdict.Leak, result.ToString());
        Assert.Contains("\nSpeed: ", result.ToString(), StringComparison.Ordinal);
        Assert.True(result.Latency!.PerSecond > 0 && result.Latency.Longest >= result.Latency.Median, result.Latency.ToString());
        Assert.Contains(" --argument ", result.RepeatCommand, StringComparison.Ordinal);
        Assert.EndsWith(" --budget 400", result.RepeatCommand, StringComparison.Ordinal);
        Assert.Equal(("GrowthGuard.Testing.WebApp.OrderLog._lines", "GG1008"), (result.Roots[0].Root.Name, result.Roots[0].Root.RuleId));
    }

    [Fact]
    public async Task A_program_without_a_web_host_is_refused_with_the_reason()
    {
        var failure = await Assert.ThrowsAsync<MemoryRunException>(() => MemoryFlat.WebAsync<GrowthGuard.BoundedAttribute>(
            static (_, _) => Task.CompletedTask,
            cancellation: Cancellation));

        Assert.Equal(RunFailure.ScenarioThrew, failure.Failure);
        Assert.Contains("has no entry point", failure.Message);
    }

    [Fact]
    public void A_request_that_holds_something_of_the_test_is_refused_with_the_name()
    {
        var path = "/steady/1";

        Assert.Contains(
            "'path'",
            Assert.Throws<ArgumentException>(() => { _ = MemoryFlat.WebAsync<OrderLog>(
                (client, _) => client.GetStringAsync(path),
                cancellation: Cancellation); }).Message);
    }
}
