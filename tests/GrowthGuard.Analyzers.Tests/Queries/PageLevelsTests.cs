using GrowthGuard.Analyzers.Rules.Queries;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Queries;

/// <summary>
/// The strength of what a finding rests on decides its level: a token in the default mode a warning and in strict an error, a count
/// information and a warning.
/// </summary>
public sealed class PageLevelsTests
{
    private const string Strict = "is_global = true\nglobal_level = -100\ngrowthguard.mode = strict\n";

    private const string Token = "var r = {|#0:client.FindCratesAsync(new FindCratesQuery())|}.Result; return r.Crates.Count;";
    private const string Count =
        "var found = await {|#0:github.Search.SearchIssues(new Octokit.SearchIssuesRequest(given))|}; return found.Items.Count;";

    [Theory]
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData(Strict, DiagnosticSeverity.Error)]
    [InlineData("is_global = true\ngrowthguard.mode = default\n", DiagnosticSeverity.Warning)]
    [InlineData(Strict + "dotnet_diagnostic.GG3001.severity = suggestion\n", DiagnosticSeverity.Info)]
    public Task Token_that_is_never_read(string config, DiagnosticSeverity severity) =>
        VerifyAsync<FirstPageOnlyAnalyzer>(AnyClientSources.OfWarehouse(Token), ReferenceSets.Net, config, severity,
            "'NextCursor' of 'FindCratesAsync' is never read: later pages are ignored (continue with 'Cursor')");

    [Theory]
    [InlineData("", DiagnosticSeverity.Info)]
    [InlineData(Strict, DiagnosticSeverity.Warning)]
    public Task Count_that_is_never_read(string config, DiagnosticSeverity severity) =>
        VerifyAsync<FirstPageOnlyAnalyzer>(AnyClientSources.OfVendors(Count), PagedClients.Of(Count), config, severity,
            "'TotalCount' of 'SearchIssues' is never read: later pages are ignored (continue with 'Page')");

    private static Task VerifyAsync<TAnalyzer>(
        string source,
        ReferenceSet references,
        string config,
        DiagnosticSeverity severity,
        string message)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerVerifier<TAnalyzer>.Test { References = references };
        test.TestState.Sources.Add(source);
        if (config != "")
        {
            test.TestState.AnalyzerConfigFiles.Add(("/.mode.globalconfig", config));
        }

        test.ExpectedDiagnostics.Add(CSharpAnalyzerVerifier<TAnalyzer>.Diagnostic().WithSeverity(severity).WithLocation(0).WithMessage(message));
        return test.RunAsync();
    }
}
