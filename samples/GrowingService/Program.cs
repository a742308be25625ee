using GrowingService;
using GrowthGuard.Diagnostics;
using OpenTelemetry.Metrics;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddGrowthGuard(options => builder.Configuration.Bind("GrowthGuard", options));
builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(GrowthCensus.MeterName).AddPrometheusExporter());
builder.Services.AddSingleton<SteadyPrices>().AddToggles();

var app = builder.Build();
var toggles = app.Services.GetServices<IToggle>().ToDictionary(toggle => toggle.Name);
var enabled = toggles.Values.Where(toggle => app.Configuration.GetValue<bool>($"Toggles:{toggle.Name}")).ToArray();
var prices = app.Services.GetRequiredService<SteadyPrices>();
prices.Register(app.Services.GetRequiredService<GrowthCensus>().Section("prices"));

app.MapGrowthGuard("/_growthguard");
app.MapPrometheusScrapingEndpoint("/metrics");

// The work of the service, and what each toggle adds to it.
app.MapGet("/orders/{id:int}", async (int id, HttpContext context) =>
{
    var price = prices.Of(id);
    foreach (var toggle in enabled)
    {
        await toggle.OnRequestAsync(context);
    }

    return $"order {id} costs {price}";
});

// One toggle alone, whether or not it is on.
app.MapGet("/toggles/{name}", async (string name, HttpContext context) =>
{
    if (!toggles.TryGetValue(name, out var toggle))
    {
        return Results.NotFound($"There is no toggle '{name}'; there are {string.Join(", ", toggles.Keys)}.");
    }

    await toggle.OnRequestAsync(context);
    return Results.Text(name);
});
app.Run();
