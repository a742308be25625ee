namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>The sample has a cache that grows, an event whose subscribers never leave, and a steady store.</summary>
public sealed class SampleServiceTests
{
    [Fact]
    public async Task Diff_names_what_grows_and_by_how_much_per_request()
    {
        await using var service = await SampleService.StartAsync("Toggles:cache=true", "Toggles:event=true");
        await service.SendOrdersAsync(150);
        var before = await service.TakeSnapshotAsync();
        await service.SendOrdersAsync(300);

        var diff = CensusDiff.Between(before, await service.TakeNewSnapshotAsync(before));

        var app = diff.Counters
            .Where(change => change.Section[0] is "orders" or "streams" or "prices" or "clients" or "pages" or "connections")
            .ToDictionary(change => change.Name);
        Assert.Equal((300L, 300L), (app["receipts"].Delta, app["subscribers"].Delta));
        Assert.Equal(
            ["receipts", "subscribers"],
            app.Values.Where(change => change.Delta != 0).Select(change => change.Name).Order(StringComparer.Ordinal));
        Assert.Equal((100L, 100L, false), (app["steady"].Before, app["steady"].After, app["steady"].IsOverBound));
        Assert.InRange(diff.Requests!.Value, 300, 300 + service.SnapshotsAsked);
        Assert.Equal(300.0 / diff.Requests.Value, app["receipts"].PerRequest!.Value, 6);
    }

    [Fact]
    public async Task Nothing_of_the_program_grows_with_all_toggles_off()
    {
        await using var service = await SampleService.StartAsync();
        await service.SendOrdersAsync(150);
        var before = await service.TakeSnapshotAsync();
        await service.SendOrdersAsync(300);

        var diff = CensusDiff.Between(before, await service.TakeNewSnapshotAsync(before));

        Assert.DoesNotContain(
            diff.Counters,
            change => change.Delta > 0 && change.Section[0] is not ("runtime" or "singletons" or "statics"));
    }

    [Theory]
    [InlineData("clients", "clients", "sessions", 1)]
    [InlineData("filling", "pages", "filling", 30)]
    [InlineData("cache", "orders", "receipts", 30)]
    [InlineData("event", "streams", "subscribers", 30)]
    public async Task Each_toggle_shows_in_its_counter(string toggle, string section, string counter, int expected)
    {
        await using var service = await SampleService.StartAsync();
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(toggle, await service.Client.GetStringAsync($"toggles/{toggle}", TestContext.Current.CancellationToken));
        }

        var snapshot = await service.TakeSnapshotAsync();

        var counted = snapshot.Sections.Single(of => of.Name == section).Counters.Single(of => of.Name == counter);
        Assert.InRange(counted.Count!.Value, expected, 30);
    }

    [Theory]
    [InlineData("native", 4096 * 2000, long.MaxValue)]
    public async Task Toggles_without_a_counter_show_in_memory(string toggle, long atLeast, long atMost)
    {
        await using var service = await SampleService.StartAsync();
        await service.Client.GetStringAsync($"toggles/{toggle}", TestContext.Current.CancellationToken);
        var before = await service.TakeSnapshotAsync();
        for (var i = 0; i < 2000; i++)
        {
            await service.Client.GetStringAsync($"toggles/{toggle}", TestContext.Current.CancellationToken);
        }

        var after = await service.TakeNewSnapshotAsync(before);

        Assert.InRange(after.Process.Rss!.Value - before.Process.Rss!.Value, atLeast, atMost);
    }

    [Fact]
    public async Task Stores_are_found_without_being_registered()
    {
        await using var service = await SampleService.StartAsync("Toggles:cache=true", "Toggles:resolver=true", "Toggles:clients=true");
        await service.SendOrdersAsync(150);
        var before = await service.TakeSnapshotWithStoresAsync();
        await service.SendOrdersAsync(50);

        var found = CensusDiff.Between(before, await service.TakeNewSnapshotAsync(before)).Counters
            .Where(change => change.Section is ["statics"] or ["singletons"])
            .ToDictionary(change => change.Name);

        var receipts = found["GrowingService.CacheToggle.Receipts"];
        Assert.Equal((50L, "F:GrowingService.CacheToggle.Receipts", "GG1001"), (receipts.Delta, receipts.Symbol, receipts.RuleId));
        Assert.Equal(50, found["disposables of the root service provider"].Delta);
        var steady = found["GrowingService.SteadyPrices._prices"];
        Assert.Equal((0L, 100L, 128L, "F:GrowingService.SteadyPrices._prices"), (steady.Delta, steady.After, steady.Bound, steady.Symbol));
    }

    [Fact]
    public async Task Unknown_toggle_is_answered_with_those_there_are()
    {
        await using var service = await SampleService.StartAsync();

        using var response = await service.Client.GetAsync("toggles/nothing", TestContext.Current.CancellationToken);

        Assert.Contains("cache, event, resolver", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
