using System.Text.Json;
using GrowthGuard.Testing;

namespace GrowthGuard.Tool.Tests;

public sealed class FlatTests
{
    private static readonly string ThisAssembly = typeof(FlatTests).Assembly.Location;

    [Fact]
    public async Task Flat_memory_ends_with_0()
    {
        var result = await Tool.RunAsync("flat", ThisAssembly, "Scenarios.Still", "--budget", "200");

        Assert.True(result.ExitCode == ExitCodes.Clean, result.Out + result.Error);
        Assert.StartsWith("GrowthGuard.Tool.Tests.Scenarios.Still: memory stays flat.", result.Out, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task A_leak_ends_with_1_and_writes_its_report()
    {
        using var scratch = new Scratch();
        var result = await Tool.RunAsync(
            "flat",
            ThisAssembly,
            "Keeping",
            "--budget",
            "100",
            "--report",
            scratch.PathOf("out"),
            "--format",
            "json");

        Assert.True(result.ExitCode == ExitCodes.Violations, result.Out + result.Error);
        using var json = JsonDocument.Parse(result.Out);
        Assert.Equal(
            "GrowthGuard.Tool.Tests.Scenarios.Keeping.Kept",
            json.RootElement.GetProperty("runs")[0].GetProperty("roots")[0].GetProperty("name").GetString());
        Assert.Equal(
            ["GrowthGuard.Tool.Tests.Scenarios.Keeping.html", "GrowthGuard.Tool.Tests.Scenarios.Keeping.json"],
            Directory.GetFiles(scratch.PathOf("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_run_without_a_verdict_ends_with_3_and_the_other_scenarios_run_all_the_same()
    {
        var result = await Tool.RunAsync(
            "flat",
            ThisAssembly,
            "--budget",
            "100",
            "--ignore",
            "*",
            "--allow-heap",
            "1000",
            "--allow-rss",
            "10000",
            "--environment",
            "A=b=c");

        Assert.Equal(ExitCodes.BuildFailed, result.ExitCode);
        Assert.Contains("GrowthGuard.Tool.Tests.Scenarios.Failing", result.Error, StringComparison.Ordinal);
        Assert.Contains("A is b=c", result.Error, StringComparison.Ordinal);
        Assert.Contains("3 scenarios: 2 flat, 0 not flat, 1 without a verdict, ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_scenarios_are_one_document_and_those_without_a_verdict_are_in_it()
    {
        using var scratch = new Scratch();
        var old = scratch.Write("old.json", """
            { "version": 1, "runs": [
              { "scenario": "GrowthGuard.Tool.Tests.Scenarios.Keeping", "rates": [
                { "channel": "heap", "perInvocation": 20, "low": 19, "high": 21, "allowed": 16 },
                { "channel": "mapped", "perInvocation": 0, "low": 0, "high": 0, "allowed": null } ] },
              { "scenario": "Gone", "rates": [] },
              { "scenario": "Died", "failure": "crashed" } ] }
            """);

        var result = await Tool.RunAsync("flat", ThisAssembly, "--budget", "100", "--format", "json", "--compare", old);

        Assert.True(result.ExitCode == ExitCodes.BuildFailed, result.Out + result.Error);
        using var json = JsonDocument.Parse(result.Out);
        Assert.Equal(
            ["failing: invocationThrew", "keeping: leak", "still: flat"],
            json.RootElement.GetProperty("runs").EnumerateArray().Select(run =>
                run.GetProperty("scenario").GetString()!.Split('.')[^1].ToLowerInvariant() + ": "
                + run.GetProperty(run.TryGetProperty("failure", out _) ? "failure" : "verdict").GetString()).Order());
        Assert.Equal(
            ["failing: was not run before", "gone: was not run now", "keeping: grows faster", "still: was not run before"],
            json.RootElement.GetProperty("comparison").EnumerateArray()
                .Where(line => line.GetProperty("channel").GetString() is null or "heap")
                .Select(line =>
                    $"{line.GetProperty("scenario").GetString()!.Split('.')[^1].ToLowerInvariant()}: {line.GetProperty("change")}")
                .Order());
    }

    /// <summary>The line of a report, as a test with a lambda and settings of its own has it.</summary>
    [Fact]
    public async Task Command_of_a_report_makes_the_same_run()
    {
        var test = await MemoryFlat.RunAsync(
            static invocation => invocation < 0 || Environment.GetEnvironmentVariable("MODE") != "a b"
                ? throw new InvalidOperationException("It was not told.")
                : ValueTask.CompletedTask,
            options => options.Invocations(120).AtLeast(110).Environment("MODE", "a b").Named("Told"),
            TestContext.Current.CancellationToken);

        var result = await Tool.RunAsync([.. Words(test.RepeatCommand!).Skip(1), "--format", "json"]);

        Assert.True(result.ExitCode == ExitCodes.Clean, result.Out + result.Error);
        using var json = JsonDocument.Parse(result.Out);
        var run = json.RootElement.GetProperty("runs")[0];
        Assert.Equal("Told", run.GetProperty("scenario").GetString());
        Assert.True(run.GetProperty("invocations").GetInt32() >= 110, result.Out);
        Assert.Equal(test.RepeatCommand, run.GetProperty("repeat").GetString());

        // As a shell takes it apart; there are no quotes in quotes here.
        static IEnumerable<string> Words(string command) =>
            System.Text.RegularExpressions.Regex.Matches(command, "'([^']*)'|\"([^\"]*)\"|([^ ]+)")
                .Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value);
    }

    [Fact]
    public async Task What_a_scenario_says_is_no_command()
    {
        var result = await Tool.RunAsync("flat", ThisAssembly, "Failing", "--environment", "A=b\n::error::obey\n##[error]obey");

        Assert.Equal(ExitCodes.BuildFailed, result.ExitCode);
        Assert.Contains("obey", result.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s*::|##\[", result.Error + result.Out);
    }

    [Theory]
    [InlineData("is not an assembly: build the project", "{folder}")]
    [InlineData("cannot be read", "{folder}/none.dll")]
    [InlineData("is not a .NET assembly", "{folder}/text.dll")]
    [InlineData("has no scenario: no public", "{base}/System.CommandLine.dll")]
    [InlineData("has no scenario 'None'; it has GrowthGuard.Tool.Tests.Scenarios.Failing, ", "{this}", "None")]
    [InlineData("'0' is not a value of --budget: write a whole number above 0.", "{this}", "--budget", "0")]
    [InlineData("'many' is not a value of --allow-heap: write a number above 0.", "{this}", "--allow-heap", "many")]
    [InlineData("'xml' is not a value of --format: choose one of text, json, markdown.", "{this}", "--format", "xml")]
    [InlineData("'A' is not a variable: write --environment NAME=VALUE.", "{this}", "--environment", "A")]
    [InlineData("'0' is not a value of --workers: write a whole number above 0.", "{this}", "--workers", "0")]
    [InlineData("'A' is not an argument: write --argument NAME=VALUE.", "{this}", "--argument", "A")]
    [InlineData("none.json' cannot be read: ", "{this}", "Still", "--compare", "{folder}/none.json")]
    [InlineData("text.dll' is no report of the test kit: ", "{this}", "Still", "--compare", "{folder}/text.dll")]
    [InlineData("There is no option '--bogus'.", "{this}", "--bogus")]
    [InlineData("'flat'")]
    public async Task Bad_input_is_answered_with_one_line(string part, params string[] args)
    {
        using var scratch = new Scratch();
        scratch.Write("text.dll", "text");

        var result = await Tool.RunAsync([
            "flat",
            .. args.Select(arg => arg
                .Replace("{folder}", scratch.Root)
                .Replace("{base}", AppContext.BaseDirectory)
                .Replace("{this}", ThisAssembly))
        ]);

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(part, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
