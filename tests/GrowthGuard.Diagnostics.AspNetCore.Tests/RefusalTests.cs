using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

public sealed class RefusalTests
{
    private const string Objects = "/_growthguard/debug/objects";
    private const string Page = "/_growthguard/";

    [Theory]
    [InlineData(Objects)]
    [InlineData(Page)]
    [InlineData("/_growthguard")]
    [InlineData("/_growthguard/index.html")]
    public async Task Remote_callers_are_refused(string path)
    {
        await using var app = await RunningApp.StartAsync(address: IPAddress.Any);
        var own = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(address => address.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipUnless(own is not null, "This machine has no address but its loopback address.");

        using var response = await app.GetAsync($"http://{own}:{app.Port}{path}");

        await AssertRefusedAsync(response, "callers on the same machine");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("x-forwarded-host", "localhost")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("CF-Connecting-IP", "127.0.0.1")]
    [InlineData("X-Original-For", "127.0.0.1:5000")]
    public async Task Requests_that_came_through_a_proxy_are_refused(string header, string value)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.GetAsync(Objects, (header, value));

        await AssertRefusedAsync(response, "proxy");
    }

    [Fact]
    public async Task Address_that_middleware_took_from_a_header_is_not_believed()
    {
        await using var app = await RunningApp.StartAsync(
            configure: application => application.Use((context, next) =>
            {
                // What the middleware for forwarded headers leaves behind of a request from elsewhere, but for its marks.
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers["X-Test-Address"]!);
                return next(context);
            }));

        using var remote = await app.GetAsync(Objects, ("X-Test-Address", "203.0.113.7"));
        using var local = await app.GetAsync(Objects, ("X-Test-Address", "127.0.0.1"));

        await AssertRefusedAsync(remote, "callers on the same machine");
        Assert.Equal(HttpStatusCode.OK, local.StatusCode);
    }

    [Fact]
    public async Task Forged_header_does_not_make_a_remote_caller_local()
    {
        var believing = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        believing.KnownProxies.Clear();
        await using var app = await RunningApp.StartAsync(configure: application => application.UseForwardedHeaders(believing));

        using var response = await app.GetAsync(Objects, ("X-Forwarded-For", "127.0.0.1"));

        await AssertRefusedAsync(response, "proxy");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://example.com")]
    [InlineData("Origin", "null")]
    public async Task Requests_of_other_sites_are_refused(string header, string value)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.GetAsync(Objects, (header, value));

        await AssertRefusedAsync(response, "another site");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Host", "127.0.0.1")]
    [InlineData("Host", "[::1]:5000")]
    [InlineData("Host", "LOCALHOST")]
    public async Task Requests_of_the_page_and_of_this_machine_are_answered(string header, string value)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.GetAsync(Objects, (header, value));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Name_of_another_site_that_leads_here_is_refused()
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.GetAsync(Objects, ("Host", "rebound.example.com"));

        await AssertRefusedAsync(response, "host name");
    }

    [Fact]
    public async Task Browsers_get_a_page_that_says_why()
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.GetAsync(Page, ("X-Forwarded-For", "203.0.113.7"), ("Accept", "text/html,*/*;q=0.8"));

        Assert.Equal((HttpStatusCode.Forbidden, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("RequireAuthorization", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task With_a_policy_those_pass_whom_it_lets_through_from_anywhere()
    {
        await using var app = await StartWithPolicyAsync(application => application.MapGrowthGuard().RequireAuthorization("Operators"));

        using var stranger = await app.GetAsync(Objects);
        using var other = await app.GetAsync(Objects, ("X-Test-User", "guest"));
        using var operatorThroughProxy = await app.GetAsync(
            Objects,
            ("X-Test-User", "operator"),
            ("X-Forwarded-For", "203.0.113.7"),
            ("Host", "shop.example.com"));
        using var crossSite = await app.GetAsync(Objects, ("X-Test-User", "operator"), ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.OK],
            [stranger.StatusCode, other.StatusCode, operatorThroughProxy.StatusCode]);
        await AssertRefusedAsync(crossSite, "another site");
    }

    [Fact]
    public async Task Letting_everybody_in_is_no_policy()
    {
        await using var app = await StartWithPolicyAsync(application => application.MapGrowthGuard()
            .RequireAuthorization("Operators").AllowAnonymous());

        using var response = await app.GetAsync(Objects, ("X-Forwarded-For", "203.0.113.7"));

        await AssertRefusedAsync(response, "proxy");
    }

    private static Task<RunningApp> StartWithPolicyAsync(Action<WebApplication> map) => RunningApp.StartAsync(
        map: map,
        services: services =>
        {
            services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, UserOfHeader>("test", null);
            services.AddAuthorization(options => options.AddPolicy("Operators", policy => policy.RequireUserName("operator")));
        },
        configure: application => application.UseAuthentication().UseAuthorization());

    private static async Task AssertRefusedAsync(HttpResponseMessage response, string reason)
    {
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
