using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.WrongBoundAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.CorrectBoundCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

public sealed class CorrectBoundTests
{
    [Fact]
    public Task NumbersOfAttributesAndComments_AreSetToTheLimit() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private const int MaxPrices = 500;

            [Bounded([|1000|], By = "cleared when full")] // why
            private static readonly Dictionary<string, int> Cache = new();

            // bound: [|1,000|] (oldest first)
            private static readonly Queue<string> Recent = new();

            /// <summary>The names.</summary>
            /// <bound>[|80|] entries</bound>
            private static readonly HashSet<string> Names = new();

            public static void Set(string key)
            {
                if (Cache.Count >= MaxPrices)
                    Cache.Clear();
                Cache[key] = 1;
                Recent.Enqueue(key);
                while (Recent.Count > MaxPrices)
                    Recent.Dequeue();
                if (Names.Count < 40)
                    Names.Add(key);
            }
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private const int MaxPrices = 500;

            [Bounded(MaxPrices, By = "cleared when full")] // why
            private static readonly Dictionary<string, int> Cache = new();

            // bound: 500 (oldest first)
            private static readonly Queue<string> Recent = new();

            /// <summary>The names.</summary>
            /// <bound>40 entries</bound>
            private static readonly HashSet<string> Names = new();

            public static void Set(string key)
            {
                if (Cache.Count >= MaxPrices)
                    Cache.Clear();
                Cache[key] = 1;
                Recent.Enqueue(key);
                while (Recent.Count > MaxPrices)
                    Recent.Dequeue();
                if (Names.Count < 40)
                    Names.Add(key);
            }
        }
        """);

    [Fact]
    public Task OtherFaults_NoFix()
    {
        const string source = """
            using System.Collections.Generic;
            using GrowthGuard;

            public static class Prices
            {
                [[|Bounded|]]
                private static readonly List<string> Recent = new();

                [Bounded(10)] [|// bound: 20|]
                private static readonly List<string> Names = new();
            }
            """;
        return VerifyAsync(source, source);
    }

    private static async Task VerifyAsync(string source, string fixedSource)
    {
        var test = new VerifyCS.Test { TestCode = source, FixedCode = fixedSource, ReferenceAnnotations = true };
        await test.RunAsync();
    }
}
