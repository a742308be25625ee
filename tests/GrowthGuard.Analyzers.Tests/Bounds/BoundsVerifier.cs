using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.Bounds;

/// <summary>What the tests of documented bounds have in common: usings, an order, and the annotations.</summary>
internal static class BoundsVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private const string Common = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Linq;
        global using GrowthGuard;

        public sealed record Order(string Id, decimal Total);
        """;

    /// <summary>Expects the diagnostics in markup and these, and no others.</summary>
    public static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected) =>
        VerifyFileAsync(source, null, expected);

    /// <summary>Likewise, with a bounds file.</summary>
    public static Task VerifyFileAsync([StringSyntax("C#-test")] string source, string? boundsFile, params DiagnosticResult[] expected)
    {
        var test = TestOf(source);
        if (boundsFile is not null)
        {
            test.TestState.AdditionalFiles.Add(("/0/GrowthGuard.bounds.txt", boundsFile));
        }

        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    /// <summary>A test of one source, for settings of its own.</summary>
    public static CSharpAnalyzerVerifier<TAnalyzer>.Test TestOf(string source)
    {
        var test = new CSharpAnalyzerVerifier<TAnalyzer>.Test { ReferenceAnnotations = true };
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("/0/Common.cs", Common));
        return test;
    }

    /// <summary>The analyzer's diagnostic at the place marked 0, with a message.</summary>
    public static DiagnosticResult Saying(string message) =>
        CSharpAnalyzerVerifier<TAnalyzer>.Diagnostic().WithMessage(message).WithLocation(0);
}
