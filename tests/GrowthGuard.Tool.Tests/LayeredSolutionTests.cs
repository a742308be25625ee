using System.Text.Json;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Tests;

/// <summary>One project defines a class, another registers it: <c>growthguard gate</c> puts their logs together.</summary>
public sealed class LayeredSolutionTests : IDisposable
{
    private const string Message = "'_rates' of 'RateBook', if that is registered as a singleton, grows in 'Of'";

    private readonly Scratch _scratch = new();

    public LayeredSolutionTests()
    {
        Directory.CreateDirectory(_scratch.PathOf(".git"));
        _scratch.Write("Core/RateBook.cs", "");
        _scratch.Write("Web/Startup.cs", "");
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public Task Registration_as_a_singleton_makes_a_warning() => VerifyAsync(
        Finding(), "singleton Shop.Web T:RateBook", 1,
        "warning GG1008: '_rates' of 'RateBook', registered as a singleton in 'Shop.Web', grows in 'Of'");

    [Fact]
    public Task Singleton_beats_a_shorter_life() => VerifyAsync(
        Finding(), "other Shop.Jobs T:RateBook\nsingleton Shop Web T:RateBook", 1,
        "warning GG1008: '_rates' of 'RateBook', registered as a singleton in 'Shop Web', grows in 'Of'");

    [Fact]
    public Task Registration_with_a_shorter_life_is_said() => VerifyAsync(
        Finding(), "other Shop.Web T:RateBook", 0, $"info GG1008: {Message}; 'Shop.Web' registers it with a shorter life");

    [Fact]
    public Task No_registration_is_said() => VerifyAsync(
        Finding(), "singleton Shop.Web T:PriceBook", 0, $"info GG1008: {Message}; no project of this run names it in a registration");

    [Fact]
    public Task Nothing_is_said_where_nothing_was_recorded() => VerifyAsync(Finding(), "", 0, $"info GG1008: {Message}");

    [Fact]
    public Task What_only_an_exception_leaves_behind_stays_information() => VerifyAsync(
        Finding(more: """, "growthguard.isInformation": "true" """), "singleton Shop.Web T:RateBook", 0,
        "info GG1008: '_rates' of 'RateBook', registered as a singleton in 'Shop.Web', grows in 'Of'");

    [Fact]
    public Task Level_that_the_user_chose_stays() => VerifyAsync(
        Finding(), "singleton Shop.Web T:RateBook", 0,
        "info GG1008: '_rates' of 'RateBook', registered as a singleton in 'Shop.Web', grows in 'Of'",
        """
        "invocations": [ { "executionSuccessful": true, "ruleConfigurationOverrides": [ { "descriptor": { "id": "GG1008" }, "configuration": { "level": "note" } } ] } ],
        """);

    [Theory]
    [InlineData("singleton Shop.Web T:RateBook", "warning GG2003: 'x' keeps a context (registered as a singleton in 'Shop.Web')")]
    [InlineData("other Shop.Web T:RateBook", null)]
    [InlineData("singleton Shop.Web T:PriceBook", null)]
    [InlineData("", null)]
    public Task Candidate_is_a_finding_only_if_its_class_is_a_singleton(string record, string? expected) => VerifyAsync(
        Finding(SolutionRecord.Id, "'x' keeps a context", """, "growthguard.rule": "GG2003" """), record, expected is null ? 0 : 1, expected);

    [Fact]
    public async Task Record_that_is_cut_off_is_no_log()
    {
        _scratch.Write("logs/web.sarif", Log("", Record("singleton")));
        var result = await GateAsync();

        Assert.Equal(ExitCodes.BuildFailed, result.ExitCode);
        Assert.Contains("'singleton' is no registration", result.Error, StringComparison.Ordinal);
    }

    private async Task VerifyAsync(string finding, string record, int exitCode, string? expected, string run = "")
    {
        _scratch.Write("logs/core.sarif", Log(run, finding));
        _scratch.Write("logs/web.sarif", record.Length == 0 ? Log("") : Log("", Record(record)));
        var result = await GateAsync();

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(
            expected is null ? [] : [$"Core/RateBook.cs(7,5): {expected} [{RuleCatalog.HelpLink(expected.Split(' ', ':')[1])}]"],
            result.Lines.Where(line => line.StartsWith("Core/", StringComparison.Ordinal)));
    }

    private Task<ToolResult> GateAsync() => Tool.GateAsync(new GateOptions { Logs = ["logs"], CurrentDirectory = _scratch.Root });

    private static string Finding(string rule = "GG1008", string message = Message, string more = "") =>
        Result(rule, message, "Core/RateBook.cs", $$""" "growthguard.symbol": "F:RateBook._rates", "growthguard.ifSingleton": "T:RateBook" {{more}} """);

    private static string Record(string lines) => Result(
        SolutionRecord.Id, "Classes", "Web/Startup.cs", $"\"{SolutionRecord.Registrations}\": {JsonSerializer.Serialize(lines)}");

    private static string Result(string rule, string message, string file, string properties) => $$"""
        {
          "ruleId": "{{rule}}", "level": "note", "message": { "text": {{JsonSerializer.Serialize(message)}} },
          "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "{{file}}" }, "region": { "startLine": 7, "startColumn": 5, "endLine": 7, "endColumn": 11 } } } ],
          "properties": { "customProperties": { {{properties}} } }
        }
        """;

    private static string Log(string run, params string[] results) => $$"""
        {
          "$schema": "http://json.schemastore.org/sarif-2.1.0", "version": "2.1.0",
          "runs": [ {
            {{run}}
            "results": [ {{string.Join(", ", results)}} ],
            "tool": { "driver": { "name": "Microsoft (R) Visual C# Compiler", "rules": [ { "id": "GG1008" } ] } }
          } ]
        }
        """;
}
