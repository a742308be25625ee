using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.UndocumentedBoundAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.DocumentEnforcedBoundCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

public sealed class DocumentEnforcedBoundTests
{
    [Fact]
    public Task Constant_ByItsName() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private const int MaxPrices = 500;

            // By key.
            private static readonly Dictionary<string, int> [|Cache|] = new();

            public static void Set(string key)
            {
                if (Cache.Count >= MaxPrices)
                    Cache.Clear();
                Cache[key] = 1;
            }
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private const int MaxPrices = 500;

            // By key.
            [Bounded(MaxPrices)]
            private static readonly Dictionary<string, int> Cache = new();

            public static void Set(string key)
            {
                if (Cache.Count >= MaxPrices)
                    Cache.Clear();
                Cache[key] = 1;
            }
        }
        """,
        DocumentEnforcedBoundCodeFix.NumberEquivalenceKey);

    [Fact]
    public Task ConstantOfAGenericType_ByItsName() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices<T>
        {
            private const int MaxPrices = 500;

            private static readonly List<T> [|Recent|] = new();

            public static void Set(T price)
            {
                if (Recent.Count < MaxPrices)
                    Recent.Add(price);
            }
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices<T>
        {
            private const int MaxPrices = 500;

            [Bounded(MaxPrices)]
            private static readonly List<T> Recent = new();

            public static void Set(T price)
            {
                if (Recent.Count < MaxPrices)
                    Recent.Add(price);
            }
        }
        """,
        DocumentEnforcedBoundCodeFix.NumberEquivalenceKey);

    [Fact]
    public Task NumbersAndConstantsElsewhere_AsNumbers() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Limits
        {
            public const int Names = 40;
        }

        public static class Prices
        {
            private static readonly HashSet<string> [|Seen|] = new();
            private static readonly HashSet<string> [|Names|] = new();

            public static bool See(string key) => Seen.Count < 1_000 && Seen.Add(key);

            public static bool Name(string key) => Names.Count < Limits.Names && Names.Add(key);
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Limits
        {
            public const int Names = 40;
        }

        public static class Prices
        {
            [Bounded(1000)]
            private static readonly HashSet<string> Seen = new();
            [Bounded(40)]
            private static readonly HashSet<string> Names = new();

            public static bool See(string key) => Seen.Count < 1_000 && Seen.Add(key);

            public static bool Name(string key) => Names.Count < Limits.Names && Names.Add(key);
        }
        """,
        DocumentEnforcedBoundCodeFix.NumberEquivalenceKey);

    [Fact]
    public Task NoNumber_ReasonToGive() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Connections
        {
            private static readonly Dictionary<string, int> [|Open|] = new();

            public static void Connect(string key) => Open[key] = 1;

            public static void Disconnect(string key) => Open.Remove(key);
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Connections
        {
            [Bounded(By = "TODO: say what keeps it small")]
            private static readonly Dictionary<string, int> Open = new();

            public static void Connect(string key) => Open[key] = 1;

            public static void Disconnect(string key) => Open.Remove(key);
        }
        """,
        DocumentEnforcedBoundCodeFix.ReasonEquivalenceKey);

    [Fact]
    public Task LimitAtRunTime_NoNumberIsOffered() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private static readonly List<string> [|Recent|] = new();

            public static int Limit { get; set; } = 10;

            public static void Set(string price)
            {
                if (Recent.Count < Limit)
                    Recent.Add(price);
            }
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            [Bounded(By = "TODO: say what keeps it small")]
            private static readonly List<string> Recent = new();

            public static int Limit { get; set; } = 10;

            public static void Set(string price)
            {
                if (Recent.Count < Limit)
                    Recent.Add(price);
            }
        }
        """,
        DocumentEnforcedBoundCodeFix.ReasonEquivalenceKey);

    // A comment can name no constant: it gives the number, and says which constant keeps it.
    [Theory]
    [InlineData(
        "MaxPrices",
        DocumentEnforcedBoundCodeFix.NumberEquivalenceKey,
        "bound: 500 (MaxPrices)",
        "Document the bound of 'Cache' that the code enforces: // bound: 500 (MaxPrices)")]
    [InlineData(
        "1_000",
        DocumentEnforcedBoundCodeFix.NumberEquivalenceKey,
        "bound: 1000",
        "Document the bound of 'Cache' that the code enforces: // bound: 1000")]
    [InlineData(
        "Limit",
        DocumentEnforcedBoundCodeFix.ReasonEquivalenceKey,
        "bound: TODO: say what keeps it small",
        "Document the bound of 'Cache': // bound: …, reason for you to give")]
    public async Task NoAttributeToBeHad_Comment(string limit, string key, string comment, string title)
    {
        var source = $$"""
            using System.Collections.Generic;

            public static class Prices
            {
                private const int MaxPrices = 500;

                private static readonly Dictionary<string, int> {0} = new();

                public static int Limit { get; set; } = 10;

                public static void Set(string key)
                {
                    if (Cache.Count >= {{limit}})
                        Cache.Clear();
                    Cache[key] = 1;
                }
            }
            """;
        var test = new VerifyCS.Test
        {
            KindOfWorkspace = WorkspaceKind.MSBuild,
            TestCode = source.Replace("{0}", "[|Cache|]"),
            FixedCode = source.Replace("    private static", $"    // {comment}\n    private static").Replace("{0}", "Cache"),
            CodeActionEquivalenceKey = key,
            CodeActionTitle = title,
        };
        await test.RunAsync();
    }

    private static async Task VerifyAsync(string source, string fixedSource, string equivalenceKey)
    {
        var test = new VerifyCS.Test
        {
            TestCode = source,
            FixedCode = fixedSource,
            CodeActionEquivalenceKey = equivalenceKey,
            ReferenceAnnotations = true
        };
        await test.RunAsync();
    }
}
