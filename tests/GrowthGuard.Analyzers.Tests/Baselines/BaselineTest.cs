using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Policy;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Baselines;

/// <summary>A test of a rule together with a baseline.</summary>
internal sealed class BaselineTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
        [new BaselineAnalyzer(), new TAnalyzer(), new BaselineSuppressor()];

    /// <summary>Expects the diagnostics in markup of both the source and the baseline, and those that are given.</summary>
    public static Task VerifyAsync(string source, string baseline, params DiagnosticResult[] expected) =>
        VerifyAsync(source, baseline, "", expected);

    /// <summary>Likewise, with lines of a global config.</summary>
    public static async Task VerifyAsync(string source, string baseline, string config, params DiagnosticResult[] expected)
    {
        var test = new BaselineTest<TAnalyzer> { TestCode = source, RunsAllRules = false };
        test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.baseline.txt", baseline));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + config));
        test.ExpectedDiagnostics.AddRange(expected);
        await test.RunAsync();
    }

    /// <summary>GG5001 at the place in the baseline that is marked 0.</summary>
    public static DiagnosticResult Stale(string message) =>
        new DiagnosticResult(RuleCatalog.BaselineIsOutOfDate).WithMessage("Baseline line " + message).WithLocation(0);
}
