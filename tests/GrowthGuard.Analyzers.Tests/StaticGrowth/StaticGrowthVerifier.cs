using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>What the tests of GG1001 have in common: usings, and the orders that their programs deal with.</summary>
internal static class StaticGrowthVerifier
{
    private const string Common = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Linq;
        global using System.Reflection;
        global using System.Runtime.CompilerServices;
        global using System.Runtime.InteropServices;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Tasks;

        public sealed record Order(string Id, decimal Total);

        public enum OrderStatus { New, Paid, Shipped }
        """;

    /// <summary>Expects the diagnostics in markup and these, and no others.</summary>
    public static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected)
    {
        var test = TestOf(source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    /// <summary>A test of one source or more, for settings of its own.</summary>
    public static VerifyCS.Test TestOf(params string[] sources)
    {
        var test = new VerifyCS.Test();
        foreach (var source in sources)
        {
            test.TestState.Sources.Add(source);
        }

        test.TestState.Sources.Add(("/0/Common.cs", Common));
        return test;
    }

    /// <summary>The rule's diagnostic at the place marked 0, with a message and with growth sites at the places that follow.</summary>
    public static DiagnosticResult Growing(string message, int sites)
    {
        var result = VerifyCS.Diagnostic().WithMessage(message);
        return Enumerable.Range(0, sites + 1).Aggregate(result, (sofar, place) => sofar.WithLocation(place));
    }
}
