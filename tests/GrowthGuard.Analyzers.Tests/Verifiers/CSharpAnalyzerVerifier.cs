using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.TestHarness;

/// <summary>Short forms for tests of an analyzer; meant for <c>using VerifyCS = ...</c>.</summary>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
public class CSharpAnalyzerVerifier<TAnalyzer> : AnalyzerVerifier<TAnalyzer, CSharpAnalyzerTest<TAnalyzer>, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>A test with all settings.</summary>
    public class Test : CSharpAnalyzerTest<TAnalyzer>;
}
