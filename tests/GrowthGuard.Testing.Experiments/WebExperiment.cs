using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace GrowthGuard.Testing.Experiments;

/// <summary>A request to an endpoint of Kestrel, over the loop-back interface.</summary>
internal abstract class WebExperiment : Experiment
{
    private WebApplication? _application;
    private HttpClient? _client;

    public override async ValueTask SetUpAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _application = builder.Build();
        _application.MapGet("/orders/{id:int}", Handle);
        await _application.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_application.Urls.First()) };
    }

    public override async ValueTask InvokeAsync(int invocation) => await _client!.GetStringAsync($"/orders/{invocation % 50}");

    public override async ValueTask TearDownAsync()
    {
        _client!.Dispose();
        await _application!.DisposeAsync();
    }

    protected abstract string Handle(int id);
}
