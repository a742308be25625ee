using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using YamlDotNet.RepresentationModel;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>The alerts of docs/alerts.</summary>
public sealed partial class AlertTests
{
    private static readonly string Rules = Places.InRepository("docs/alerts/prometheus.rules.yml");

    [Fact]
    public async Task Rules_are_valid() => await PromtoolAsync("check", "rules", Rules);

    [Fact]
    public async Task Each_rule_fires_on_one_series_and_not_on_another() =>
        await PromtoolAsync("test", "rules", Places.InRepository("docs/alerts/prometheus.rules.test.yml"));

    [Fact]
    public async Task Metrics_of_the_rules_are_exported_by_these_names()
    {
        await using var app = await RunningApp.StartAsync(
            services: services =>
            {
                services.AddGrowthGuard(options => options.GrowthWindow = TimeSpan.FromMilliseconds(24));
                services.AddOpenTelemetry()
                    .WithMetrics(metrics => metrics
                        .AddMeter(GrowthCensus.MeterName)
                        .AddPrometheusExporter(options => options.ScrapeResponseCacheDurationMilliseconds = 0));
            },
            configure: application => application.MapPrometheusScrapingEndpoint("/metrics"));
        var census = app.Service<GrowthCensus>();
        census.Section("orders").Count("receipts", () => 12, bound: 10);
        await census.InvokeAsync(() => Task.CompletedTask);
        await census.InvokeAsync(() => Task.CompletedTask);
        var wanted = MetricName()
            .Matches(await File.ReadAllTextAsync(Rules, TestContext.Current.CancellationToken))
            .Select(match => match.Value).Distinct().ToList();

        string scraped;
        do
        {
            scraped = await app.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        }
        while (!scraped.Contains("rss_growth", StringComparison.Ordinal)); // There must be a few points for a slope.

        Assert.True(wanted.Count >= 3);
        Assert.All(wanted, name => Assert.Matches($"(?m)^{name}[{{ ]", scraped));
        Assert.Matches(
            """growthguard_store_utilization\{[^}]*growthguard_section="orders",growthguard_store="receipts"[^}]*\} 1\.2\b""",
            scraped);
        Assert.Matches("""growthguard_container_invocations_total\{[^}]*growthguard_container_reused="true"[^}]*\} 1\b""", scraped);
    }

    [Fact]
    public async Task Alert_names_the_store_of_the_sample_that_grows_and_never_the_steady_one()
    {
        await using var service = await SampleService.StartAsync("Toggles:cache=true", "Toggles:event=true");
        await service.SendOrdersAsync(1100);
        var scraped = await service.Client.GetStringAsync("metrics", TestContext.Current.CancellationToken);
        var series = Series().Matches(scraped).ToList();
        Assert.Contains(series, match => match.Value.Contains("growthguard_store=\"steady\"", StringComparison.Ordinal));
        var labels = Labels().Match(series.Single(match => match.Value.Contains(
            "growthguard_store=\"receipts\"",
            StringComparison.Ordinal)).Groups["labels"].Value);

        var test = new StringBuilder($"rule_files: [{Rules}]\nevaluation_interval: 1m\ntests:\n  - interval: 1m\n    input_series:\n");
        foreach (Match one in series)
        {
            test.Append(
                CultureInfo.InvariantCulture,
                $"      - {{ series: '{one.Groups["name"].Value}{{{one.Groups["labels"].Value}}}', values: '{one.Groups["value"].Value}x20' }}\n");
        }

        test.Append("    promql_expr_test:\n");
        test.Append(
            "      - { expr: 'count(ALERTS{alertname=\"StorePastBound\",alertstate=\"firing\"})', eval_time: 15m, exp_samples: [ { labels: '{}', value: 1 } ] }\n");
        test.Append(
            "      - { expr: 'count(ALERTS{alertname=\"StorePastBound\",alertstate=\"firing\",growthguard_store=\"receipts\"})', eval_time: 15m, exp_samples: [ { labels: '{}', value: 1 } ] }\n");
        test.Append(
            "      - { expr: 'count(ALERTS{growthguard_store=~\".*(steady|_prices)\"}) or vector(0)', eval_time: 15m, exp_samples: [ { labels: '{}', value: 0 } ] }\n");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, test.ToString(), TestContext.Current.CancellationToken);

        Assert.True(labels.Success);
        await PromtoolAsync("test", "rules", file);
        File.Delete(file);
    }

    [Fact]
    public async Task Alarms_of_CloudWatch_are_on_metrics_that_are_written_and_fire_when_they_should()
    {
        var template = new YamlStream();
        template.Load(new StringReader(await File.ReadAllTextAsync(
            Places.InRepository("docs/alerts/cloudwatch-alarms.yaml"),
            TestContext.Current.CancellationToken)));
        var alarms = (YamlMappingNode)template.Documents[0].RootNode["Resources"];
        var bad = await LineAsync(past: 1, invocations: 2);
        var good = await LineAsync(past: 0, invocations: 20);

        Assert.Equal(
            ["StorePastBound", "StoreNearlyFull", "MemoryGrows", "ContainersNotReused"],
            alarms.Children.Keys.Select(key => key.ToString()));
        foreach (var name in new[] { "StorePastBound", "StoreNearlyFull" })
        {
            Assert.True(Fires(alarms[name]["Properties"], bad), name);
            Assert.False(Fires(alarms[name]["Properties"], good), name);
        }

        var reuse = alarms["ContainersNotReused"]["Properties"];
        Assert.Equal("100 * reused / invocations", reuse["Metrics"][0]["Expression"].ToString());
        string[] metrics =
        [
            .. ((YamlSequenceNode)reuse["Metrics"]).Skip(1).Select(metric => metric["MetricStat"]["Metric"]["MetricName"].ToString())
        ];
        double Share(JsonNode line) => 100 * (double)line[metrics[0]]! / (double)line[metrics[1]]!;
        var threshold = Number(reuse["Threshold"]);
        Assert.True(Share(bad) < threshold && Share(good) > threshold);

        // The slope needs time; the threshold is compared with the metric's unit.
        Assert.Equal("RssGrowth", alarms["MemoryGrows"]["Properties"]["MetricName"].ToString());
        Assert.Equal(10e6, Number(alarms["MemoryGrows"]["Properties"]["Threshold"]) * 3600, 1e3);
    }

    private static bool Fires(YamlNode alarm, JsonNode line)
    {
        Assert.Equal("GreaterThanThreshold", alarm["ComparisonOperator"].ToString());
        return (double)line[alarm["MetricName"].ToString()]! > Number(alarm["Threshold"]);
    }

    private static double Number(YamlNode node) => double.Parse(node.ToString(), CultureInfo.InvariantCulture);

    private static async Task<JsonNode> LineAsync(int past, int invocations)
    {
        var output = new StringWriter();
        var census = GrowthCensus.Create(options =>
        {
            options.Patient().EmbeddedMetrics.IsEnabled = true;
            options.EmbeddedMetrics.Output = output;
            options.EmbeddedMetrics.EveryInvocations = invocations;
        });
        census.Section("orders").Count("cache", () => 8 + (past * 4), bound: 10);
        for (var i = 0; i <= invocations; i++)
        {
            await census.InvokeAsync(() => Task.CompletedTask);
        }

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        var last = lines[^1];

        // All lines of a period are summed.
        foreach (var name in new[] { "Invocations", "ReusedInvocations" })
        {
            last[name] = lines.Sum(line => (double)line[name]!);
        }

        census.Dispose();
        return last;
    }

    private static async Task PromtoolAsync(params string[] arguments)
    {
        var path = Installed.Find("promtool");
        Assert.SkipUnless(
            path is not null || Installed.MustBeThere,
            "promtool is not installed; on Debian it is part of the package prometheus.");
        using var process = Process.Start(new ProcessStartInfo(
            path ?? "promtool",
            arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) +
            await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
    }

    [GeneratedRegex("growthguard_(store|process|container)_[a-z_]+(?=[ {])")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^(?<name>growthguard_store_utilization)\{(?<labels>[^}]*)\} (?<value>[0-9.e+-]+)", RegexOptions.Multiline)]
    private static partial Regex Series();

    [GeneratedRegex("growthguard_store=\"receipts\"")]
    private static partial Regex Labels();
}
