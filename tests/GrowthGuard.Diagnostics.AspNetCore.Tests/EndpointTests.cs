using System.Net;
using System.Text.Json.Nodes;
using GrowthGuard.Diagnostics.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

public sealed class EndpointTests
{
    private const string Objects = "/_growthguard/debug/objects";

    [Fact]
    public async Task Snapshot_is_answered_as_published()
    {
        await using var app = await RunningApp.StartAsync();
        app.Service<GrowthCensus>().Section("orders").Count("<script>alert(1)</script>\n", () => 12, bound: 10);

        using var response = await app.GetAsync(Objects);
        var json = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Empty(Schemas.Faults(Schemas.Census, json));
        Assert.Empty(Schemas.Undocumented(json));
        var counter = JsonNode.Parse(json)!["sections"]![0]!["counters"]![0]!;
        Assert.Equal(
            ("<script>alert(1)</script>\n", 12, 1.2),
            ((string?)counter["name"], (int)counter["count"]!, (double)counter["utilization"]!));
        Assert.DoesNotContain("<script>", System.Text.Encoding.UTF8.GetString(json));
    }

    [Theory]
    [InlineData(Objects)]
    [InlineData("/_growthguard/")]
    [InlineData("/_growthguard/nothing.js")]
    public async Task No_answer_is_kept_framed_or_extended(string path)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.GetAsync(path);

        string Header(string name) => Assert.Single(response.Headers.GetValues(name));
        Assert.Equal("no-store", Header("Cache-Control"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        var policy = Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(response.Headers, header => header.Key is "Set-Cookie");
    }

    [Fact]
    public async Task Page_is_below_the_prefix_with_a_slash()
    {
        await using var app = await RunningApp.StartAsync(map: application => application.MapGroup("/internal").MapGrowthGuard("/growth"));

        using var redirect = await app.GetAsync("/internal/growth");
        using var page = await app.GetAsync("/internal/growth/");

        Assert.Equal((HttpStatusCode.Redirect, "growth/"), (redirect.StatusCode, redirect.Headers.Location?.OriginalString));
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("GrowthGuard", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/_growthguard/appsettings.json")]
    [InlineData("/_growthguard/..%2f..%2fappsettings.json")]
    [InlineData("/_growthguard/page%2findex.html")]
    public async Task Only_files_of_the_page_are_served(string path)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task There_is_nothing_to_change(string method)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.SendAsync(new HttpMethod(method), Objects);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Nothing_answers_where_nothing_is_mapped()
    {
        await using var app = await RunningApp.StartAsync(map: _ => { });

        using var response = await app.GetAsync(Objects);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Snapshots_stay_an_interval_apart_however_many_ask()
    {
        var taken = 0;
        await using var app =
            await RunningApp.StartAsync(services: services => services.AddGrowthGuard(options => options.MinimumInterval =
                TimeSpan.FromHours(1)));
        app.Service<GrowthCensus>().Section("orders").Count("taken", () => Interlocked.Increment(ref taken));

        var bodies = await Task.WhenAll(Enumerable
            .Range(0, 50)
            .Select(_ => app.Client.GetStringAsync(Objects, TestContext.Current.CancellationToken)));

        Assert.Equal(1, taken);
        Assert.Single(bodies.Distinct());
    }

    [Fact]
    public void Missing_registration_is_named()
    {
        using var app = WebApplication.CreateBuilder().Build();

        var error = Assert.Throws<InvalidOperationException>(() => app.MapGrowthGuard("/_growthguard"));

        Assert.Contains("builder.Services.AddGrowthGuard()", error.Message);
    }
}
