using System.Text.Json;
using System.Text.Json.Nodes;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>
/// The page that <c>--report</c> writes in a browser, by real clicks. What is clicked, and what must come of it, is in
/// page/test/report.mjs.
/// </summary>
public sealed class ReportTests : IDisposable
{
    private const string Hostile = "<img src=x onerror=\"document.title=1\"> <b>bold</b>";

    private readonly string _folder = Directory.CreateTempSubdirectory("growthguard-report-").FullName;

    [Fact]
    public async Task Report_keeps_its_promises_in_a_browser()
    {
        BrowserTest.NeedsBrowser();
        Write("src/Prices.cs", """
            using System.Collections.Generic;

            public static class Prices
            {
                private static readonly Dictionary<string, int> All = [];

                public static void Add(string sku) => All[sku] = 1;

                // </pre><script>document.title=1</script>
            }
            """);
        JsonObject[] stay =
        [
            Result("GG1001", "'Prices' grows", "src/Prices.cs", 5, 53, 56, Place("src/Prices.cs", 7, 43, 55)),
            Result("GG1001", "'Lines' grows", "src/Gone.cs", 4, 5, 9),
        ];
        await ReportAsync([.. stay, Result("GG1001", "'Old' grows", "src/Old.cs", 3, 5, 9)]);
        await ReportAsync(
            [
                .. stay, Result("GG3001", "'Token' is never read", "src/Pages.cs", 12, 5, 9),
                Result("GG1001", Hostile, $"src/{Uri.EscapeDataString(Hostile)}.cs", 1, 1, 2)
            ]);

        Assert.Contains(
            "ok - findings are filtered by text and by cause",
            await BrowserTest.RunAsync("report.mjs", Path.Combine(_folder, "report", "growthguard.html")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task ReportAsync(JsonObject[] results)
    {
        var log = new JsonObject
        {
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "growthguard" } },
                ["results"] = new JsonArray([.. results.Select(result => result.DeepClone())]),
            }),
        };
        await using var tool = new RunningTool(
            "gate",
            Write("src/Shop.csproj.sarif", JsonSerializer.Serialize(log)),
            "--root",
            _folder,
            "--report",
            Path.Combine(_folder, "report"));
        var (exitCode, output) = await tool.EndAsync();
        Assert.True(exitCode == 1, output + tool.Error);
    }

    private static JsonObject Result(string rule, string message, string file, int line, int from, int to, params JsonObject[] related) =>
        new()
        {
            ["ruleId"] = rule,
            ["level"] = "warning",
            ["message"] = new JsonObject { ["text"] = message },
            ["locations"] = new JsonArray(Place(file, line, from, to)),
            ["relatedLocations"] = new JsonArray([.. related]),
            ["properties"] = new JsonObject
            {
                ["customProperties"] = new JsonObject
                {
                    ["growthguard.symbol"] = file == "src/Prices.cs" ? "F:Shop.Prices.All" : null,
                    ["growthguard.callChain"] = file == "src/Prices.cs" ? "Function.Handle (Prices.cs:9)\nPrices.Add (Prices.cs:7)" : null,
                },
            },
        };

    private static JsonObject Place(string file, int line, int from, int to) => new()
    {
        ["physicalLocation"] = new JsonObject
        {
            ["artifactLocation"] = new JsonObject { ["uri"] = file },
            ["region"] = new JsonObject { ["startLine"] = line, ["startColumn"] = from, ["endLine"] = line, ["endColumn"] = to },
        },
    };

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
