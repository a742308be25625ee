using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Commands;

namespace GrowthGuard.Tool.Tests;

/// <summary><c>growthguard gate</c> on logs that builds elsewhere wrote.</summary>
public sealed class GateTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public GateTests()
    {
        Directory.CreateDirectory(_scratch.PathOf(".git"));
        _scratch.Write("src/Shop/Cache.cs", "");
        _scratch.Write("src/Shop/Other cache.cs", "");
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Logs_of_shards_that_were_built_elsewhere_are_one()
    {
        _scratch.Write(
            "logs/a/linux.sarif",
            GateLogs.Of(
                GateLogs.Result("file:///home/runner/work/shop/shop/src/Shop/Cache.cs", 7, "F:Cache.A"),
                GateLogs.Result("file:///home/runner/work/shop/shop/src/Shop/Other%20cache.cs", 3, "F:Other.A", level: "error")));
        _scratch.Write(
            "logs/b/windows.sarif",
            GateLogs.Of(
                GateLogs.Result("file:///D:/a/shop/shop/src/Shop/Cache.cs", 7, "F:Cache.A"),
                GateLogs.Result("file:///D:/a/shop/shop/src/Shop/Other%20cache.cs", 3, "F:Other.A")));
        _scratch.Write("logs/b/old.sarif", GateLogs.OfVersion1("file:///build/src/Shop/Cache.cs", 7, "F:Cache.A"));
        _scratch.Write("logs/b/relative.sarif", GateLogs.Of(GateLogs.Result("src/Shop/Cache.cs", 7, "F:Cache.A")));
        _scratch.Write("logs/notes.txt", "no log");
        var result = await GateAsync(["logs"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [
                $"src/Shop/Cache.cs(7,5): warning GG1001: It grows (see src/Shop/Cache.cs:90) [{RuleCatalog.HelpLink("GG1001")}]",
                $"src/Shop/Other cache.cs(3,5): error GG1001: It grows (see src/Shop/Other cache.cs:90) [{RuleCatalog.HelpLink("GG1001")}]",
            ],
            result.Lines.Take(2));
        Assert.StartsWith("2 violations in 4 logs (1 error, 1 warning), ", result.Lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("logs/**/*.sarif", "a", "b", "c")]
    [InlineData("logs/*.sarif", "a")]
    [InlineData("logs/*/?.sarif", "b")]
    [InlineData("logs/one/b.sarif", "b")]
    [InlineData("logs/one", "b", "c")]
    public async Task Logs_are_found(string name, params string[] expected)
    {
        _scratch.Write("logs/a.sarif", Log("a"));
        _scratch.Write("logs/one/b.sarif", Log("b"));
        _scratch.Write("logs/one/two/c.sarif", Log("c"));
        var result = await GateAsync([name], new OutputOptions("json"));

        Assert.Equal(
            expected,
            JsonSerializer.Deserialize<JsonElement[]>(result.Out)!.Select(finding => finding.GetProperty("message").GetString()));

        static string Log(string message) => GateLogs.Of(GateLogs.Result("src/Shop/Cache.cs", message[0], "F:Cache.A", message: message));
    }

    [Fact]
    public async Task Clean_logs_pass()
    {
        _scratch.Write("a.sarif", GateLogs.Of());
        _scratch.Write(
            "b.sarif",
            GateLogs.Of(
                GateLogs.Result("src/Shop/Cache.cs", 7, "F:Cache.A", level: "note"),
                GateLogs.Result("src/Shop/Cache.cs", 8, "F:Cache.B", rule: "CA1000", level: "error")));
        var result = await GateAsync(["*.sarif"]);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("No violations and 1 note in 2 logs, ", result.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///build/one/src/Cache.cs", "file:///build/two/src/Cache.cs", true)]
    [InlineData("file:///build/one/src/Cache.cs", "src/Cache.cs", false)]
    [InlineData("file:///build/one/src/Here.cs", "file:///build/two/src/Here.cs", false)]
    public async Task Logs_whose_files_are_all_elsewhere_are_said_to_count_twice(string one, string two, bool isSaid)
    {
        _scratch.Write("src/Here.cs", "");
        _scratch.Write("a.sarif", GateLogs.Of(GateLogs.Result(one, 7, "F:Cache.A")));
        _scratch.Write("b.sarif", GateLogs.Of(GateLogs.Result(two, 7, "F:Cache.A")));

        var result = await GateAsync(["*.sarif"]);

        Assert.Equal(isSaid, result.Error.Contains("none of the files that the logs name is below '", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "warning", 1)]
    [InlineData(PolicyMode.Default, "warning", 1)]
    [InlineData(PolicyMode.Strict, "error", 1)]
    [InlineData(PolicyMode.Advisory, "info", 0)]
    [InlineData(PolicyMode.Off, null, 0)]
    public async Task Mode_is_the_logs_unless_given(PolicyMode? mode, string? level, int exitCode)
    {
        _scratch.Write("a.sarif", GateLogs.Of(GateLogs.Result("src/Shop/Cache.cs", 7, "F:Cache.A")));
        var result = await GateAsync(["a.sarif"], new OutputOptions("json"), mode: mode);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(
            level is null ? [] : [level],
            JsonSerializer.Deserialize<JsonElement[]>(result.Out)!.Select(finding => finding.GetProperty("level").GetString()));
    }

    [Fact]
    public async Task Baseline_is_applied_to_all_together()
    {
        _scratch.Write(
            "net8.sarif",
            GateLogs.Of(
                GateLogs.Result("src/Shop/Cache.cs", 7, "F:Cache.A"),
                GateLogs.Result("src/Shop/Cache.cs", 20, "M:Cache.Use", "GG1010"),
                Stale("GG1001 F:Cache.Gone")));
        _scratch.Write(
            "net10.sarif",
            GateLogs.Of(
                GateLogs.Result("src/Shop/Cache.cs", 7, "F:Cache.A", more: Suppressed("GGB1001")),
                GateLogs.Result("src/Shop/Cache.cs", 21, "M:Cache.Use", "GG1010")));
        _scratch.Write(
            "GrowthGuard.baseline.txt",
            "GG1001 F:Cache.A  # soon\nGG1001 F:Cache.Gone\nGG1010 M:Cache.Use\nGG1002 F:Cache.Later\n");
        var result = await GateAsync(["*.sarif"], baseline: "GrowthGuard.baseline.txt");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [
                "GrowthGuard.baseline.txt(2,1): warning GG5001",
                "src/Shop/Cache.cs(20,5): warning GG1010",
                "src/Shop/Cache.cs(21,5): warning GG1010"
            ],
            result.Lines.SkipLast(1).Select(line => string.Join(':', line.Split(':')[..2])).Order(StringComparer.Ordinal));
        Assert.Contains("1 in the baseline", result.Lines[^1], StringComparison.Ordinal);

        static string Stale(string line) =>
            GateLogs.Result(
                "src/Shop/GrowthGuard.baseline.txt",
                1,
                "",
                "GG5001",
                message: $"Baseline line '{line}' matches no finding any more; delete it");
    }

    [Fact]
    public async Task Baseline_of_ten_thousand_lines_is_applied()
    {
        const int Count = 10_000;
        _scratch.Write(
            "a.sarif",
            GateLogs.Of([.. Enumerable.Range(0, Count).Select(i => GateLogs.Result("src/Shop/Cache.cs", i + 1, $"F:Cache.S{i}"))]));
        _scratch.Write("GrowthGuard.baseline.txt", string.Concat(Enumerable.Range(1, Count).Select(i => $"GG1001 F:Cache.S{i}\n")));
        var result = await GateAsync(["a.sarif"], baseline: "GrowthGuard.baseline.txt");

        // One line too many at the end, and one finding too many at the start.
        Assert.Equal(
            ["GrowthGuard.baseline.txt(10000,1): warning GG5001", "src/Shop/Cache.cs(1,5): warning GG1001"],
            result.Lines.SkipLast(1).Select(line => string.Join(':', line.Split(':')[..2])).Order(StringComparer.Ordinal));
        Assert.StartsWith("2 violations in 1 log (2 warnings, 9999 in the baseline), ", result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suppressions_are_kept()
    {
        _scratch.Write("a.sarif", GateLogs.Of(
            GateLogs.Result("src/Shop/Cache.cs", 7, "F:Cache.A", more: Suppressed("GGB1001")),
            GateLogs.Result(
                "src/Shop/Cache.cs",
                8,
                "F:Cache.B",
                more: """ "suppressions": [ { "kind": "inSource", "justification": "few" } ], """)));
        _scratch.Write(
            "b.sarif",
            GateLogs.OfVersion1("src/Shop/Cache.cs", 9, "F:Cache.C", """ "suppressionStates": [ "suppressedInSource" ], """));
        var result = await GateAsync(["."], new OutputOptions(SarifFile: "out/merged.sarif"));

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(
            "No violations in 2 logs (1 in the baseline, 2 suppressed), ",
            Assert.Single(result.Lines),
            StringComparison.Ordinal);
        Assert.Equal(
            ["external", "inSource", "inSource"],
            Results("out/merged.sarif").Select(row => row.GetProperty("suppressions")[0].GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Merged_log_is_what_code_scanning_takes()
    {
        _scratch.Write(
            "a.sarif",
            GateLogs.Of(
                GateLogs.Result("file:///x/src/Shop/Cache.cs", 7, "F:Cache.A"),
                GateLogs.Result("file:///x/src/Shop/Other%20cache.cs", 8, "M:Cache.Use", "GG1010"),
                GateLogs.Result("file:///x/src/Shop/Other%20cache.cs", 9, "M:Cache.Use", "GG1010")));
        await GateAsync(["a.sarif"], new OutputOptions(SarifFile: "merged.sarif"));
        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(
            _scratch.PathOf("merged.sarif"),
            TestContext.Current.CancellationToken));
        var run = Assert.Single(log.RootElement.GetProperty("runs").EnumerateArray());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToArray();
        var results = run.GetProperty("results").EnumerateArray().ToArray();

        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        Assert.All(
            rules,
            rule => Assert.Equal(RuleCatalog.HelpLink(rule.GetProperty("id").GetString()!), rule.GetProperty("helpUri").GetString()));
        Assert.All(
            results,
            result => Assert.Equal(
                result.GetProperty("ruleId").GetString(),
                rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        Assert.Equal(
            ["src/Shop/Cache.cs", "src/Shop/Other%20cache.cs", "src/Shop/Other%20cache.cs"],
            results.Select(result => Artifact(result).GetProperty("uri").GetString()));
        Assert.All(results, result => Assert.Equal("SRCROOT", Artifact(result).GetProperty("uriBaseId").GetString()));
        var prints = results
            .Select(result => result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString()).ToArray();
        Assert.Equal(3, prints.Distinct().Count());

        // The same when the code has moved; and a merged log is a log too.
        _scratch.Write(
            "b.sarif",
            GateLogs.Of(
                GateLogs.Result("file:///y/src/Shop/Cache.cs", 70, "F:Cache.A"),
                GateLogs.Result("file:///y/src/Shop/Other%20cache.cs", 80, "M:Cache.Use", "GG1010"),
                GateLogs.Result("file:///y/src/Shop/Other%20cache.cs", 90, "M:Cache.Use", "GG1010")));
        await GateAsync(["b.sarif"], new OutputOptions(SarifFile: "moved.sarif"));
        await GateAsync(["merged.sarif"], new OutputOptions(SarifFile: "again.sarif"));
        Assert.Equal(
            prints,
            Results("moved.sarif").Select(result => result
                .GetProperty("partialFingerprints")
                .GetProperty("primaryLocationLineHash").GetString()));
        Assert.Equal(
            await File.ReadAllTextAsync(_scratch.PathOf("merged.sarif"), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(_scratch.PathOf("again.sarif"), TestContext.Current.CancellationToken));

        static JsonElement Artifact(JsonElement result) =>
            result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
    }

    [Fact]
    public async Task Summary_is_appended()
    {
        _scratch.Write("a.sarif", GateLogs.Of(GateLogs.Result("src/Shop/Cache.cs", 7, "F:Cache.A")));
        _scratch.Write("summary.md", "before\n");
        var result = await GateAsync(["a.sarif"], new OutputOptions("github", SummaryFile: "summary.md"));

        Assert.StartsWith("::warning file=src/Shop/Cache.cs,line=7,", result.Lines[0], StringComparison.Ordinal);
        var summary = await File.ReadAllTextAsync(_scratch.PathOf("summary.md"), TestContext.Current.CancellationToken);
        Assert.StartsWith("before\n### GrowthGuard: 1 violation in 1 log", summary, StringComparison.Ordinal);
        Assert.Contains("<code>src/Shop/Cache.cs:7</code>", summary, StringComparison.Ordinal);
    }

    /// <summary>The bad input, what is said, and the exit code.</summary>
    [Theory]
    [InlineData("none.sarif", ExitCodes.Usage, "The log 'none.sarif' does not exist.")]
    [InlineData("none/*.sarif", ExitCodes.Usage, "No log matches 'none/*.sarif'.")]
    [InlineData("src", ExitCodes.Usage, "There is no log (.sarif) in 'src'.")]
    [InlineData("empty.sarif", ExitCodes.BuildFailed, "The compiler's log of empty.sarif cannot be read")]
    [InlineData("cut.sarif", ExitCodes.BuildFailed, "The compiler's log of cut.sarif cannot be read")]
    [InlineData("other.sarif", ExitCodes.BuildFailed, "it is not a SARIF log")]
    [InlineData("version.sarif", ExitCodes.BuildFailed, "it is a SARIF log of version '2.0.0-csd.2'; 2.1.0 and 1.0.0 are understood")]
    [InlineData("crash.sarif", ExitCodes.BuildFailed, "The analyzers did not work in crash.sarif")]
    public async Task Log_that_gives_no_verdict(string log, int exitCode, string part)
    {
        _scratch.Write("empty.sarif", "");
        _scratch.Write("cut.sarif", GateLogs.Of(GateLogs.Result("src/Shop/Cache.cs", 7, "F:Cache.A"))[..^20]);
        _scratch.Write("other.sarif", "{}");
        _scratch.Write("version.sarif", """{ "version": "2.0.0-csd.2", "runs": [] }""");
        _scratch.Write(
            "crash.sarif",
            GateLogs.Of("""{ "ruleId": "AD0001", "message": { "text": "Analyzer 'GrowthGuard.Analyzers.X' threw" } }"""));
        var result = await GateAsync([log]);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.Contains(part, result.Error, StringComparison.Ordinal);
    }

    /// <summary>A build with the package switched off, a compiler's log of 1.0.0 without results, another tool's log.</summary>
    [Theory]
    [InlineData("""{ "version": "2.1.0", "runs": [] }""")]
    [InlineData("""{ "version": "2.1.0", "runs": [ {} ] }""")]
    [InlineData("""{ "version": "2.1.0", "runs": [ { "results": [], "tool": { "driver": { "name": "Microsoft (R) Visual C# Compiler", "rules": [ { "id": "CA1000" } ] } } } ] }""")]
    [InlineData("""{ "version": "1.0.0", "runs": [ { "results": [ { "ruleId": "CA1000" } ], "tool": { "name": "Microsoft (R) Visual C# Compiler" } } ] }""")]
    [InlineData("""{ "version": "2.1.0", "runs": [ { "results": [ { "ruleId": "GG9999", "message": { "text": "GG1001" } } ], "tool": { "driver": { "name": "GG1001" } } } ] }""")]
    public async Task Log_of_a_build_without_the_analyzers_is_no_verdict(string log)
    {
        _scratch.Write("logs/a.sarif", GateLogs.Of());
        _scratch.Write("logs/b.sarif", log);
        var refused = await GateAsync(["logs"]);

        Assert.Equal((ExitCodes.BuildFailed, ""), (refused.ExitCode, refused.Out));
        Assert.Contains(
            "ran in 1 of 2 logs, so there is no verdict:\n  logs/b.sarif\n",
            refused.Error.ReplaceLineEndings("\n").Replace('\\', '/'),
            StringComparison.Ordinal);

        var allowed = await Tool.GateAsync(Options(["logs"]) with { AllowUnanalyzed = true });
        Assert.Equal(0, allowed.ExitCode);
        Assert.StartsWith("No violations in 1 log, ", Assert.Single(allowed.Lines), StringComparison.Ordinal);
        Assert.Contains("b.sarif", allowed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"ruleIndex\": 0")]
    [InlineData("\"rule\": { \"index\": 0 }")]
    [InlineData("\"rule\": { \"id\": \"GG1001\" }")]
    public async Task Result_that_names_its_rule_otherwise_counts(string rule)
    {
        _scratch.Write("a.sarif", GateLogs.Of($$"""{ {{rule}}, "level": "warning", "message": { "text": "It grows" } }"""));

        Assert.Equal(1, (await GateAsync(["a.sarif"])).ExitCode);
    }

    /// <summary>Each value of a log in turn is what no compiler writes: there is a verdict, or none that names the log.</summary>
    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("-1")]
    [InlineData("1e400")]
    [InlineData("\"a%00b\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"file://[x/%\"")]
    public async Task Log_with_a_strange_value_never_ends_the_gate_otherwise(string value)
    {
        var exitCodes = new HashSet<int>();
        foreach (var version in (string[])[
            GateLogs.Of(
                GateLogs.Result("file:///x/src/Shop/Cache.cs", 7, "F:Cache.A", more: Suppressed("GGB1001")),
                GateLogs.Result("src/Shop/Cache.cs", 8, "F:Cache.B")),
            GateLogs.OfVersion1("file:///x/src/Shop/Cache.cs", 7, "F:Cache.A", """ "suppressionStates": [ "suppressedInSource" ], """)])
        {
            foreach (var path in PathsIn(JsonNode.Parse(version)!))
            {
                var log = JsonNode.Parse(version)!;
                log.AsObject().Remove("$schema");
                Replace(log, path, "\u0001");
                _scratch.Write("strange.sarif", log.ToJsonString().Replace("\"\\u0001\"", value, StringComparison.Ordinal));
                var result = await GateAsync(["strange.sarif"], new OutputOptions(SarifFile: "merged.sarif"));
                Assert.True(result.ExitCode is 0 or 1 or ExitCodes.BuildFailed, $"{result.ExitCode} for {path}");
                Assert.True(
                    result.ExitCode < ExitCodes.BuildFailed || result.Error.Contains("strange.sarif", StringComparison.Ordinal),
                    result.Error);
                exitCodes.Add(result.ExitCode);
            }
        }

        Assert.Contains(ExitCodes.BuildFailed, exitCodes);
    }

    [Fact]
    public async Task Baseline_that_does_not_exist_is_said()
    {
        _scratch.Write("a.sarif", GateLogs.Of());
        var result = await GateAsync(["a.sarif"], baseline: "none.txt");

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("The baseline cannot be read: ", result.Error, StringComparison.Ordinal);
    }

    private static string Suppressed(string by) =>
        $$""" "suppressions": [ { "kind": "inSource", "justification": "Accepted", "properties": { "suppressionType": "DiagnosticSuppressor { Suppression Ids: {{by}} }" } } ], """;

    private IEnumerable<JsonElement> Results(string log) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(_scratch.PathOf(log)))
            .GetProperty("runs")[0]
            .GetProperty("results").EnumerateArray();

    private Task<ToolResult> GateAsync(string[] logs, OutputOptions? output = null, string? baseline = null, PolicyMode? mode = null) =>
        Tool.GateAsync(Options(logs) with
        {
            Mode = mode,
            Baselines = baseline is null ? [] : [baseline],
            Output = output ?? new OutputOptions(),
        });

    private GateOptions Options(string[] logs) => new() { Logs = logs, CurrentDirectory = _scratch.Root };

    /// <summary>The values of a log, as names and numbers of what they are in.</summary>
    private static IEnumerable<string> PathsIn(JsonNode node) => node switch
    {
        JsonObject members =>
            members.Where(member => member.Key != "$schema")
                .SelectMany(member => PathsIn(member.Value!).Prepend("").Select(inner => $"{member.Key}/{inner}")),
        JsonArray items => items.SelectMany((item, index) => PathsIn(item!).Prepend("").Select(inner => $"{index}/{inner}")),
        _ => [],
    };

    private static void Replace(JsonNode node, string path, string value)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names.SkipLast(1))
        {
            node = (node is JsonArray items ? items[int.Parse(name, CultureInfo.InvariantCulture)] : node[name])!;
        }

        if (node is JsonArray last)
        {
            last[int.Parse(names[^1], CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            node[names[^1]] = value;
        }
    }
}
