using System.Net;
using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Tests.Loading;

public sealed class LoadDriverTests
{
    [Fact]
    public async Task Requests_are_counted_and_timed()
    {
        await using var server = new TestServer();

        var load = await RunAsync(server, []);

        Assert.True(load.Requests > 0);
        Assert.Equal(((long)server.Requests, 0L, (string?)null), (load.Requests, load.Errors, load.FirstError));
        Assert.True(load.P50 > TimeSpan.Zero && load.P50 <= load.P99 && load.P99 <= load.Worst);
        Assert.True(server.Connections < load.Requests);
    }

    [Fact]
    public async Task Each_request_makes_a_connection_when_that_is_wanted()
    {
        await using var server = new TestServer();

        var load = await RunAsync(server, new() { [LoadSetting.Connections] = "new", [LoadSetting.Rate] = "20" });

        Assert.Equal(load.Requests, (long)server.Connections);
    }

    [Fact]
    public async Task Open_loop_sends_no_more_than_its_rate()
    {
        await using var server = new TestServer();

        var load = await RunAsync(server, new() { [LoadSetting.Rate] = "10" });

        Assert.InRange(load.Requests, 1, 10);
    }

    [Fact]
    public async Task Gap_is_between_requests()
    {
        await using var server = new TestServer();

        Assert.InRange((await RunAsync(server, new() { [LoadSetting.Gap] = "0.4" })).Requests, 1, 3);
    }

    [Fact]
    public async Task Answers_of_400_and_above_are_errors()
    {
        await using var server = new TestServer(HttpStatusCode.NotFound);

        var load = await RunAsync(server, []);

        Assert.Equal<(long, string?)>((load.Requests, "GET /orders/0 was answered with 404"), (load.Errors, load.FirstError));
    }

    [Fact]
    public async Task Server_that_is_not_there_is_an_error()
    {
        using var driver = new LoadDriver(LoadSettings.Resolve(
            "http://127.0.0.1:1",
            new Dictionary<LoadSetting, string> { [LoadSetting.Duration] = "0.1" }.GetValueOrDefault,
            _ => null,
            "/"));

        var load = await driver.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(load.Requests, load.Errors);
        Assert.False(await driver.AnswersAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<IterationLoad> RunAsync(TestServer server, Dictionary<LoadSetting, string> flags)
    {
        flags.TryAdd(LoadSetting.Duration, "1");
        flags.TryAdd(LoadSetting.Workers, flags.ContainsKey(LoadSetting.Gap) || flags.Count == 1 ? "1" : "4");
        using var driver = new LoadDriver(LoadSettings.Resolve(server.Address + "orders/{i}", flags.GetValueOrDefault, _ => null, "/"));
        return await driver.RunAsync(TestContext.Current.CancellationToken);
    }
}
