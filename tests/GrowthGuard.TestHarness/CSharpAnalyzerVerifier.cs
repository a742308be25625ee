using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.TestHarness;

/// <summary>Short forms for tests of an analyzer; meant for <c>using VerifyCS = ...</c>.</summary>
/// <remarks>
/// Names and meanings are those of Microsoft.CodeAnalysis.Testing, so that its classes can take the place of these verifiers.
/// Stricter than there: a fix must support Fix All or the test must say that it does not, and Fix All takes one pass per document,
/// project or solution. Laxer: additional locations are compared only when the expected result names one.
/// </remarks>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
public class CSharpAnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private protected CSharpAnalyzerVerifier()
    {
    }

    /// <summary>Expects the analyzer's only descriptor.</summary>
    public static DiagnosticResult Diagnostic() => new(Descriptors.Only(new TAnalyzer().SupportedDiagnostics));

    /// <summary>Expects the analyzer's descriptor of that id.</summary>
    public static DiagnosticResult Diagnostic(string id) => new(Descriptors.ById(new TAnalyzer().SupportedDiagnostics, id));

    /// <summary>Expects a descriptor.</summary>
    public static DiagnosticResult Diagnostic(DiagnosticDescriptor descriptor) => new(descriptor);

    /// <summary>Expects the diagnostics in markup and these, and no others.</summary>
    public static async Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new Test { TestCode = source };
        test.ExpectedDiagnostics.AddRange(expected);
        await test.RunAsync();
    }

    /// <summary>A test with all settings.</summary>
    public class Test : CSharpAnalyzerTest<TAnalyzer>;
}
