using System.Text.RegularExpressions;

namespace GrowthGuard.Samples.Tests;

/// <summary>The GitHub action on the samples.</summary>
[Collection(SampleBuilds.Name)]
public sealed partial class ActionTests : IDisposable
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("growthguard action ").FullName;

    public void Dispose() => Directory.Delete(_temporary, recursive: true);

    [Fact]
    public async Task Leaks_fail_the_job_with_an_annotation_each_and_the_gate_says_the_same()
    {
        var sarif = Path.Combine(_temporary, "leaky.sarif");
        var run = await ActionAsync(("path", "samples/LeakyOrders"), ("sarif", sarif));

        Assert.True(run.ExitCode == 1, run.Output);
        var expected = ExpectedFindings.Parse(await File.ReadAllTextAsync(
            Path.Combine(Places.Samples, "LeakyOrders", ExpectedFindings.FileName),
            TestContext.Current.CancellationToken));
        Assert.Equal(
            expected.Select(finding => $"samples/LeakyOrders/{finding.File} {finding.Rule}").Order(StringComparer.Ordinal),
            Annotations(run).Select(annotation => annotation.Split(' ', 2)[1]).Order(StringComparer.Ordinal));
        var violations = Annotations(run).Count(annotation => !annotation.StartsWith("notice", StringComparison.Ordinal));
        Assert.Equal(("1", $"{violations}"), (run.Outputs["steps.run.outputs.exit-code"], run.Outputs["steps.run.outputs.violations"]));
        Assert.StartsWith($"### GrowthGuard: {violations} violations and ", run.Summary, StringComparison.Ordinal);
        Assert.True(File.Exists(sarif));

        // A job that only collects does not fail, the gate over what it collected does.
        var gate = await ActionAsync(
            ("command", "gate"),
            ("logs", $"\n{_temporary}/*.sarif\n"),
            ("sarif", Path.Combine(_temporary, "merged")));
        Assert.Equal(1, gate.ExitCode);
        Assert.Equal(Annotations(run), Annotations(gate));
        Assert.Equal(run.Outputs, gate.Outputs);
        Assert.Equal(
            0,
            (await ActionAsync(
                ("command", "gate"),
                ("logs", sarif),
                ("fail", "false"),
                ("sarif", Path.Combine(_temporary, "merged")))).ExitCode);
        Assert.Equal(
            0,
            (await ActionAsync(
                ("command", "gate"),
                ("logs", sarif),
                ("mode", "advisory"),
                ("sarif", Path.Combine(_temporary, "merged")))).ExitCode);
    }

    [Fact]
    public async Task Steady_code_passes()
    {
        var run = await ActionAsync(
            ("path", "samples/SteadyOrders"),
            ("mode", "strict"),
            ("arguments", "--configuration Debug  --verbosity normal --property \"Note=two words\""),
            ("sarif", Path.Combine(_temporary, "steady.sarif")));

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Empty(Annotations(run));
        Assert.Equal(("0", "0"), (run.Outputs["steps.run.outputs.exit-code"], run.Outputs["steps.run.outputs.violations"]));
        Assert.StartsWith("### GrowthGuard: No violations in ", run.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("command", "scan", 2, "::error::The input 'command' is 'scan'; it must be 'check' or 'gate'.")]
    [InlineData("path", "samples/None", 2, "::error title=GrowthGuard has no verdict::growthguard: 'samples/None' does not exist.")]
    [InlineData("mode", "loud", 2, "::error title=GrowthGuard has no verdict::growthguard: 'loud' is not a value of --mode")]
    public async Task No_verdict_is_an_error_of_its_own(string input, string value, int exitCode, string annotation)
    {
        var run = await ActionAsync((input, value), ("fail", "false"), ("sarif", Path.Combine(_temporary, "none.sarif")));

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(annotation, run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Outputs.GetValueOrDefault("steps.run.outputs.violations", ""));
    }

    /// <summary>A private repository, a fork, a permission that is missing.</summary>
    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task Upload_that_fails_is_a_warning_and_leaves_the_verdict(string fail, int exitCode)
    {
        var log = Path.Combine(_temporary, "a log.sarif");
        await File.WriteAllTextAsync(
            log,
            """{ "version": "2.1.0", "runs": [ { "results": [ { "ruleId": "GG1001", "level": "warning", "message": { "text": "It grows" } } ] } ] }""",
            TestContext.Current.CancellationToken);
        var run = await ActionRun.OfAsync(
            _temporary, uploadFails: true, TestContext.Current.CancellationToken, ("command",
                "gate"), ("logs", log), ("fail", fail), ("sarif", Path.Combine(_temporary, "merged log.sarif")));

        Assert.Equal((exitCode, "1"), (run.ExitCode, run.Outputs["steps.run.outputs.violations"]));
        Assert.Contains("::warning title=GrowthGuard's log was not uploaded::", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_temporary, "merged log.sarif")));
    }

    private static IEnumerable<string> Annotations(ActionRun run) =>
        Annotation().Matches(run.Output)
            .Select(match => $"{match.Groups["level"].Value} {match.Groups["file"].Value} {match.Groups["rule"].Value}");

    private Task<ActionRun> ActionAsync(params (string Name, string Value)[] inputs) =>
        ActionRun.OfAsync(_temporary, TestContext.Current.CancellationToken, inputs);

    [GeneratedRegex(@"^::(?<level>\w+) file=(?<file>[^,]+),line=\d+,col=\d+,endLine=\d+,title=(?<rule>GG\d+) ", RegexOptions.Multiline)]
    private static partial Regex Annotation();
}
