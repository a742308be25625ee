using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.StaticGrowth.StaticCollectionGrowsAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.DocumentBoundCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

public sealed class DocumentBoundTests
{
    private const string BoundedArguments = "1000, By = \"TODO: confirm the number and say what enforces it\"";
    private const string UnboundedArguments = "\"TODO: say why growth without a bound is fine here\"";

    [Fact]
    public Task Bounded_OnField() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class Prices
        {
            private static readonly Dictionary<string, int> [|Cache|] = new();

            public static void Set(string key) => Cache[key] = 1;
        }
        """,
        $$"""
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            [Bounded({{BoundedArguments}})]
            private static readonly Dictionary<string, int> Cache = new();

            public static void Set(string key) => Cache[key] = 1;
        }
        """);

    [Fact]
    public Task Unbounded_OnField() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class Prices
        {
            private static readonly Dictionary<string, int> [|Cache|] = new();

            public static void Set(string key) => Cache[key] = 1;
        }
        """,
        $$"""
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            [Unbounded({{UnboundedArguments}})]
            private static readonly Dictionary<string, int> Cache = new();

            public static void Set(string key) => Cache[key] = 1;
        }
        """,
        DocumentBoundCodeFix.UnboundedEquivalenceKey);

    private static Task VerifyAsync(string source, string fixedSource, string key = DocumentBoundCodeFix.BoundedEquivalenceKey)
    {
        var test = new VerifyCS.Test { TestCode = source, FixedCode = fixedSource, CodeActionEquivalenceKey = key, ReferenceAnnotations = true };
        return test.RunAsync();
    }
}
