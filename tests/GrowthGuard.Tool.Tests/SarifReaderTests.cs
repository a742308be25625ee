using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Sarif;

namespace GrowthGuard.Tool.Tests;

public sealed class SarifReaderTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("""{ "version": "2.1.0", "runs": [ { "results": [ { "ruleId": "GG1001", """, "cannot be read")]
    [InlineData("""{ "version": "2.1.0", "runs": 3 }""", "cannot be read")]
    [InlineData("{}", "it is not a SARIF log")]
    [InlineData("null", "it is not a SARIF log")]
    [InlineData("""{ "version": "2.1.0", "runs": [ null ] }""", "one of its lists has an element 'null'")]
    [InlineData("""{ "runs": [ {} ] }""", "The analyzers did not run in App (net10.0)")]
    [InlineData(null, "The compiler wrote no log for App (net10.0)")]
    public async Task Log_that_is_missing_or_damaged_gives_no_verdict(string? text, string part)
    {
        var exception = await Assert.ThrowsAsync<ToolException>(() => ReadAsync(text));

        Assert.Equal(ExitCodes.BuildFailed, exception.ExitCode);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_of_others_are_left_out()
    {
        Assert.Single(
            await ReadAsync(
                Log("""{ "ruleId": "CA1000", "level": "error" }, { "message": { "text": "no rule" } }, { "ruleId": "GG1001" }""")));
    }

    [Fact]
    public async Task Analyzer_failure_of_others_does_not_matter()
    {
        var findings =
            await ReadAsync(
                Log("""{ "ruleId": "AD0001", "message": { "text": "Analyzer 'Other.Thing' threw" } }, { "ruleId": "GG1001" }"""));

        Assert.Single(findings);
    }

    [Fact]
    public async Task Result_without_a_location_is_placed_in_the_project()
    {
        var finding = Assert.Single(await ReadAsync(Log("""{ "ruleId": "GG1001", "message": { "text": "m" } }""")));

        Assert.Equal((Project, 1, RuleLevel.Warning), (finding.Place.File, finding.Place.Line, finding.Level));
    }

    [Fact]
    public async Task Relative_path_of_a_line_directive_starts_at_the_project()
    {
        var finding = Assert.Single(await ReadAsync(Log("""
            { "ruleId": "GG1001", "message": { "text": "m" }, "locations": [ { "physicalLocation": {
                "artifactLocation": { "uri": "Pages/My%20page.razor" }, "region": { "startLine": 3, "startColumn": 2, "endLine": 3, "endColumn": 9 } } } ] }
            """)));

        Assert.Equal(new SourcePlace(_scratch.PathOf("App/Pages/My page.razor"), 3, 2, 3, 9), finding.Place);
    }

    private string Project => _scratch.PathOf("App/App.csproj");

    private static string Log(string results) => $$"""{ "version": "2.1.0", "runs": [ { "results": [ {{results}} ] } ] }""";

    private Task<IReadOnlyList<Finding>> ReadAsync(string? log)
    {
        var file = _scratch.PathOf("x.sarif");
        if (log is not null)
        {
            _scratch.Write("x.sarif", log);
        }

        return new SarifReader(PolicyMode.Default).ReadAsync(
            new Compilation(Project, "net10.0", file),
            TestContext.Current.CancellationToken);
    }
}
