using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>A web application that listens on a port of its own.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseProxy = false };

    private RunningApp(WebApplication app, int port)
    {
        _app = app;
        Port = port;
        Client = new HttpClient(_handler) { BaseAddress = new Uri($"http://localhost:{port}/") };
    }

    public int Port { get; }

    public HttpClient Client { get; }

    /// <param name="configure">What the application does besides mapping GrowthGuard.</param>
    /// <param name="map">Maps GrowthGuard; at the default place by default.</param>
    /// <param name="services">Adds services besides GrowthGuard.</param>
    /// <param name="address">The address to listen on.</param>
    public static async Task<RunningApp> StartAsync(
        Action<WebApplication>? configure = null,
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? services = null,
        IPAddress? address = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(address ?? IPAddress.Loopback, 0));
        builder.Services.AddGrowthGuard(options => options.Patient().MinimumInterval = TimeSpan.Zero);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        configure?.Invoke(app);
        (map ?? (application => application.MapGrowthGuard("/_growthguard"))).Invoke(app);
        await app.StartAsync();
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new RunningApp(app, new Uri(bound).Port);
    }

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, headers);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await _app.DisposeAsync();
    }
}
