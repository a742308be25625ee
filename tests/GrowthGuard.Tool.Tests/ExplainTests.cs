using System.Text.Json;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Tests;

public sealed class ExplainTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("GG1001")]
    [InlineData("gg1001")]
    public async Task Page_of_a_rule_is_shown(string id)
    {
        var result = await Tool.RunAsync("explain", id);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("# GG1001: Static collection grows with no documented bound", result.Out, StringComparison.Ordinal);
        Assert.Contains("## How to fix", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_rule_has_a_page()
    {
        foreach (var rule in RuleCatalog.All)
        {
            Assert.StartsWith($"# {rule.Id}: ", (await Tool.RunAsync("explain", rule.Id)).Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_is_data_too()
    {
        var result = await Tool.RunAsync("explain", "GG1002", "--format", "json");

        var data = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal("GG1002", data.GetProperty("rule").GetString());
        Assert.Equal(
            ("off", "warning"),
            (data.GetProperty("levels").GetProperty("default").GetString(), data.GetProperty("levels").GetProperty("strict").GetString()));
        Assert.Contains("## How to fix", data.GetProperty("page").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, data.GetProperty("findings").ValueKind);
    }

    [Theory]
    [InlineData("There is no rule 'GG9999': they are GG1001 to GG5003.", "explain", "GG9999")]
    [InlineData("'--bogus'", "explain", "GG1001", "--bogus")]
    [InlineData("'xml' is not a value of --format: choose one of text, json.", "explain", "GG1001", "--format", "xml")]
    [InlineData("The file 'no-such.cs' does not exist.", "explain", "GG1001", "no-such.cs:12")]
    public async Task Wrong_command_line_is_answered_with_one_line(string part, params string[] args)
    {
        var result = await Tool.RunAsync(args);

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Out));
        Assert.Contains(part, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_of_a_place_is_shown_and_of_no_other()
    {
        WriteShop();

        var declared = await ExplainAsync("Shop/Cache.cs:5");
        var grown = await ExplainAsync("Shop/Cache.cs:7");
        var file = await ExplainAsync("Shop/Cache.cs");
        var elsewhere = await ExplainAsync("Shop/Cache.cs:1");

        const string Cache = """
            GG1001: Static collection grows with no documented bound
            Static 'Leaky' grows in 100% of "calls"

              reported    Shop/Cache.cs:5  public static readonly System.Collections.Generic.Dictionary<string, int> Leaky = new();
              evidence    Shop/Cache.cs:7  public static void Grow(string key) => Leaky[key] = 1;
              levels      advisory info, default warning, strict error
              baseline    GG1001 F:Shop.Cache.Leaky
              page        https://github.com/growthguard/growthguard/blob/main/docs/rules/GG1001.md
            """;
        Assert.All(
            [declared, grown, file],
            result => Assert.Equal((0, Cache), (result.ExitCode, result.Out.ReplaceLineEndings("\n").Trim())));
        Assert.Equal(0, elsewhere.ExitCode);
        Assert.StartsWith("GG1001 reports nothing at Shop/Cache.cs:1. It does in line 5.", elsewhere.Out, StringComparison.Ordinal);
        Assert.Contains("faq.md#why-is-this-not-reported", elsewhere.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_that_reports_nothing_is_told_from_those_that_do()
    {
        WriteShop();

        Assert.StartsWith(
            "GG1008 reports nothing in Shop/Cache.cs. Other rules report something in this file: GG1001.",
            (await ExplainAsync("Shop/Cache.cs", "GG1008")).Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suppressed_finding_is_explained_with_its_suppression()
    {
        WriteShop("#pragma warning disable GG1001\n");

        Assert.Contains(
            "  suppressed  in the source\n",
            (await ExplainAsync("Shop/Cache.cs")).Out.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_is_data_too()
    {
        WriteShop();

        var data = JsonDocument.Parse((await ExplainAsync("Shop/Cache.cs:5", format: "json")).Out).RootElement;

        Assert.Equal(("Shop/Cache.cs", 5), (data.GetProperty("file").GetString(), data.GetProperty("line").GetInt32()));
        var finding = Assert.Single(data.GetProperty("findings").EnumerateArray());
        Assert.Equal("F:Shop.Cache.Leaky", finding.GetProperty("symbol").GetString());
        Assert.Equal([5, 7], finding.GetProperty("places").EnumerateArray().Select(place => place.GetProperty("line").GetInt32()));
        Assert.Equal(JsonValueKind.Null, data.GetProperty("page").ValueKind);
    }

    [Fact]
    public void Calls_that_lead_to_the_place_are_shown()
    {
        var finding = Sample.Finding(calls: ["Function.Handle (Function.cs:3)", "Cache.Add (Cache.cs:9)"]);
        var explanation = new Explanation(finding.Rule, new ExplainedPlace(finding.Place.File, 12, [finding], [finding]));

        var text = ExplainFormat.Of("text", explanation, new ShownPaths(Sample.Root)).ReplaceLineEndings("\n");
        var data = JsonDocument.Parse(ExplainFormat.Of("json", explanation, new ShownPaths(Sample.Root))).RootElement;

        Assert.Contains(
            "  calls       Function.Handle (Function.cs:3)\n  calls       Cache.Add (Cache.cs:9)\n  levels ",
            text,
            StringComparison.Ordinal);
        Assert.Equal(2, data.GetProperty("findings")[0].GetProperty("calls").GetArrayLength());
    }

    [Fact]
    public async Task File_needs_one_project()
    {
        var lonely = _scratch.Write("Lonely/Cache.cs", "");
        _scratch.WriteProject("Two");
        _scratch.Write("Two/Other.csproj", "<Project />");
        _scratch.Write("Two/Cache.cs", "");

        var none = await ExplainAsync(lonely);
        var several = await ExplainAsync("Two/Cache.cs");

        Assert.Equal((ExitCodes.Usage, ExitCodes.Usage), (none.ExitCode, several.ExitCode));
        Assert.Contains("No project at or above", none.Error, StringComparison.Ordinal);
        Assert.Contains("holds 2 projects", several.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private void WriteShop(string before = "")
    {
        _scratch.WriteProject("Shop");
        _scratch.Write("Shop/Cache.cs", before + Checking.Class("Cache", "Leaky"));
    }

    private Task<ToolResult> ExplainAsync(string place, string rule = "GG1001", string format = "text") =>
        Tool.ExplainAsync(new ExplainOptions(RuleCatalog.All.Single(known => known.Id == rule), place, format, Checking.Of(_scratch)));
}
