using GrowthGuard.Testing.WebApp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GrowthGuard.Testing.Tests.Web;

/// <summary>Applications with hosted services, and hosts that a test changes.</summary>
public sealed class WorkerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_worker_that_keeps_nothing_is_flat() => MemoryFlat.WorkerAsync<OrderLog>(
        static (services, i) => services.GetRequiredService<OrderQueue>().HandledAsync($"order {i % 50}"), cancellation: Cancellation)
            .ShouldBeFlat();

    [Fact]
    public async Task A_worker_that_fills_a_singleton_is_named()
    {
        var result = await MemoryFlat.WorkerAsync<OrderLog>(
            static (services, i) => services.GetRequiredService<OrderQueue>()
                .HandledAsync($"logged {i}"), options => options.Invocations(400), Cancellation);

        Assert.True(result.Verdict == Verdict.Leak, result.ToString());
        Assert.Equal("GrowthGuard.Testing.WebApp.OrderLog._lines", result.Roots[0].Root.Name);
    }

    [Fact]
    public Task Services_and_configuration_of_a_host_are_replaced() => MemoryFlat.WebAsync<OrderLog>(
        static async (client, _) => Assert.Equal("Good evening, Ada", await client.GetStringAsync("/greeting")),
        options => options.Invocations(200).ConfigureHost(static (IHostBuilder host) => host
            .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection([new("Customer", "Ada")]))
            .ConfigureServices(services => services.AddSingleton<Greeting, Evening>())),
        Cancellation).ShouldBeFlat();

    [Fact]
    public async Task Something_else_than_what_builds_the_host_is_refused()
    {
        var failure = await Assert.ThrowsAsync<MemoryRunException>(() => MemoryFlat.WebAsync<OrderLog>(
            static (_, _) => Task.CompletedTask, options => options.ConfigureHost(static (List<int> _) => { }), Cancellation));

        Assert.Equal(RunFailure.ScenarioThrew, failure.Failure);
        Assert.Contains("take a Microsoft.Extensions.Hosting.IHostBuilder", failure.Message);
    }

    [Fact]
    public async Task A_scenario_without_a_host_has_none_to_be_changed() =>
        Assert.Contains("this scenario has no host", (await Assert.ThrowsAsync<ArgumentException>(async () => await MemoryFlat.RunAsync(
            static _ => ValueTask.CompletedTask, options => options.ConfigureHost(static (IHostBuilder _) => { }), Cancellation))).Message);

    [Fact]
    public void A_change_that_holds_something_of_the_test_is_refused_with_the_name()
    {
        var words = new List<string>();

        Assert.Contains(
            "'words'",
            Assert.Throws<ArgumentException>(() => new MemoryFlatOptions().ConfigureHost((IHostBuilder _) => words.Add(""))).Message);
    }

    private sealed class Evening : Greeting
    {
        public override string Words => "Good evening";
    }
}
