using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.MakeLocalCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

public sealed class MakeLocalTests
{
    [Fact]
    public Task Field_BecomesLocal() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class Words
        {
            private static readonly HashSet<string> [|_seen|] = new HashSet<string>();

            public static int CountDistinct(string[] words)
            {
                var count = 0;
                foreach (var word in words)
                {
                    if (_seen.Add(word))
                        count++;
                }

                return count;
            }
        }
        """,
        """
        using System.Collections.Generic;

        public static class Words
        {
            public static int CountDistinct(string[] words)
            {
                var seen = new HashSet<string>();
                var count = 0;
                foreach (var word in words)
                {
                    if (seen.Add(word))
                        count++;
                }

                return count;
            }
        }
        """);

    [Theory]
    [InlineData("private static readonly List<int> [|Seen|] = new();", "List<int> seen = new();")]
    [InlineData("private static readonly ICollection<int> [|Seen|] = new List<int>();", "ICollection<int> seen = new List<int>();")]
    [InlineData("private static List<int> [|Seen|] { get; } = new List<int>();", "var seen = new List<int>();")]
    [InlineData("private static List<int> [|Seen|] { get; set; }", "List<int> seen = null;")]
    [InlineData("private static readonly List<int> [|Seen|] = new List<int> { 1, 2 };", "var seen = new List<int> { 1, 2 };")]
    [InlineData("static List<int> [|@new|] = new List<int>();", "var @new = new List<int>();")]
    [InlineData("static List<int> [|IDs|] = new List<int>();", "var iDs = new List<int>();")]
    [InlineData("static List<int> [|item|] = new List<int>();", "var item2 = new List<int>();")]
    public Task Declaration_KeepsWhatMatters(string declaration, string local)
    {
        var name = declaration[(declaration.IndexOf('|') + 1)..declaration.IndexOf("|]", StringComparison.Ordinal)];
        var localName = local.Split(' ').First(word => word.EndsWith("een", StringComparison.Ordinal) || word is "@new" or "iDs" or "item2");
        return VerifyAsync(
            $$"""
            using System.Collections.Generic;

            public static class C
            {
                {{declaration}}

                public static void M(int item)
                {
                    C.{{name}}.Add(item);
                }
            }
            """,
            $$"""
            using System.Collections.Generic;

            public static class C
            {
                public static void M(int item)
                {
                    {{local}}
                    {{localName}}.Add(item);
                }
            }
            """);
    }

    [Fact]
    public Task Comments_MoveToTheLocal() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class C
        {
            private const int One = 1;

            // What was seen,
            // by number.
            private static readonly List<int> [|Seen|] = new List<int>(); // grows

            public static void M(int k)
            {
                // Remember it.
                Seen.Add(k + One);
            }
        }
        """,
        """
        using System.Collections.Generic;

        public static class C
        {
            private const int One = 1;

            public static void M(int k)
            {
                // What was seen,
                // by number.
                var seen = new List<int>(); // grows
                // Remember it.
                Seen.Add(k + One);
            }
        }
        """.Replace("Seen.Add", "seen.Add"));

    [Fact]
    public Task Documentation_BecomesComment() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class C
        {
            /// <summary>
            /// Seen by <see cref="M"/>, &lt; all.
            /// </summary>
            private static readonly List<int> [|Seen|] = new List<int>();

            public static void M(int k)
            {
                Seen.Add(k);
            }
        }
        """,
        """
        using System.Collections.Generic;

        public static class C
        {
            public static void M(int k)
            {
                // Seen by M, < all.
                var seen = new List<int>();
                seen.Add(k);
            }
        }
        """);

    [Fact]
    public Task Directives_StayBalanced() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class C
        {
            #region State

            private static readonly List<int> [|Seen|] = new List<int>();

            #endregion

            public static void M(int k)
            {
                Seen.Add(k);
            }
        }
        """,
        """
        using System.Collections.Generic;

        public static class C
        {
            #region State

            #endregion

            public static void M(int k)
            {
                var seen = new List<int>();
                seen.Add(k);
            }
        }
        """);

    [Fact]
    public Task Directives_AroundTheLastMember_StayBalanced() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class C
        {
            public static void M(int k)
            {
                Seen.Add(k);
            }

        #if !SKIP
            private static readonly List<int> [|Seen|] = new List<int>();
        #endif
        }
        """,
        """
        using System.Collections.Generic;

        public static class C
        {
            public static void M(int k)
            {
                var seen = new List<int>();
                seen.Add(k);
            }

        #if !SKIP
        #endif
        }
        """);

    [Theory]
    [InlineData("public static void M(int k)", "Seen.Add(k);", "seen.Add(k);")]
    [InlineData("public static bool M(int k)", "Seen.Add(k);", "return seen.Add(k);")]
    [InlineData("public static async Task M(int k)", "Seen.Add(await Task.FromResult(k));", "seen.Add(await Task.FromResult(k));")]
    public Task ExpressionBody_BecomesBlock(string header, string body, string statement) => VerifyAsync(
        $$"""
        using System.Collections.Generic;
        using System.Threading.Tasks;

        public static class C
        {
            private static readonly HashSet<int> [|Seen|] = new HashSet<int>();

            {{header}} => {{body}}
        }
        """,
        $$"""
        using System.Collections.Generic;
        using System.Threading.Tasks;

        public static class C
        {
            {{header}}
            {
                var seen = new HashSet<int>();
                {{statement}}
            }
        }
        """);

    [Fact]
    public Task LocalFunction_ThatIsOnlyCalled_IsFine() => VerifyAsync(
        """
        using System.Collections.Generic;

        public static class C
        {
            private static readonly List<int> [|Seen|] = new List<int>();

            public static void M(int k)
            {
                Keep();

                void Keep() => Seen.Add(k);
            }
        }
        """,
        """
        using System.Collections.Generic;

        public static class C
        {
            public static void M(int k)
            {
                var seen = new List<int>();
                Keep();

                void Keep() => seen.Add(k);
            }
        }
        """);

    [Theory]
    [InlineData("internal static readonly List<int> [|A|] = new(); public static void M(int k) { A.Add(k); }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static void M(int k) { A.Add(k); } public static int N() => A.Count;")]
    [InlineData("private static readonly List<int> [|A|] = new(), [|B|] = new(); public static void M(int k) { A.Add(k); } public static void N(int k) { B.Add(k); }")]
    [InlineData("[System.Obsolete] private static readonly List<int> [|A|] = new(); public static void M(int k) { A.Add(k); }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static void M(List<int> l) { l.ForEach(k => A.Add(k)); }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static void M(List<int> l) { l.ForEach(A.Add); }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static void M(int k) { Keep(k); static void Keep(int k) { A.Add(k); } }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static void M(List<int> l, int k) { Keep(k); l.ForEach(Keep); void Keep(int i) { A.Add(i); } }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static IEnumerable<int> M(int k) { A.Add(k); yield return k; }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static void M(int k) { lock (A) { A.Add(k); } }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static string M(int k) { A.Add(k); return nameof(A); }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static int P { get { A.Add(System.Environment.TickCount); return 1; } }")]
    [InlineData("private static readonly Lazy<List<int>> [|A|] = new(() => new()); public static void M(int k) { A.Value.Add(k); }")]
    [InlineData("private static readonly int k = 3; private static readonly List<int> [|A|] = new(k); public static void M(int k) { A.Add(k); }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static void M(int k) { A.Add(k); } /** <summary><see cref=\"A\"/></summary> */ public static void N() { }")]
    [InlineData("private static readonly List<int> [|A|] = new(); private static List<int> M(int k) { A.Add(k); return A; } public static void N(int k) { M(k); }")]
    public async Task OtherStores_NotOffered(string members)
    {
        var source = $"using System; using System.Collections.Generic; public class C {{ {members} }}";
        await VerifyAsync(source, source.Replace("[|", "").Replace("|]", ""));
    }

    [Fact]
    public Task DirectiveInsideTheDeclaration_NotOffered()
    {
        const string source = "using System.Collections.Generic;\npublic class C\n{\n    static List<int> [|A|] =\n#if SKIP\n        null;\n#else\n        new List<int>();\n#endif\n\n    public static void M(int k) => A.Add(k);\n}\n";
        return VerifyAsync(source, source.Replace("[|", "").Replace("|]", ""));
    }

    [Fact]
    public Task MethodInOtherPart_NotOffered()
    {
        var test = New();
        test.TestState.Sources.Add("using System.Collections.Generic; public partial class C { private static readonly List<int> [|A|] = new(); }");
        test.TestState.Sources.Add("public partial class C { public static void M(int k) { A.Add(k); } }");
        test.FixedState.Sources.Add("using System.Collections.Generic; public partial class C { private static readonly List<int> A = new(); }");
        test.FixedState.Sources.Add("public partial class C { public static void M(int k) { A.Add(k); } }");
        return test.RunAsync();
    }

    [Fact]
    public Task OldLanguage_CompilesToo()
    {
        var test = New();
        test.LanguageVersion = LanguageVersion.CSharp7_3;
        test.TestCode = "using System.Collections.Generic;\n\npublic class C\n{\n    static Queue<int> [|A|] = new Queue<int>();\n\n    public void M(int k)\n    {\n        A.Enqueue(k);\n    }\n}\n";
        test.FixedCode = "using System.Collections.Generic;\n\npublic class C\n{\n    public void M(int k)\n    {\n        var a = new Queue<int>();\n        a.Enqueue(k);\n    }\n}\n";
        return test.RunAsync();
    }

    [Fact]
    public async Task FixAll_TwoStoresInOneMethod_AndInTwoProjects()
    {
        const string source =
            """
            using System.Collections.Generic;

            public static class C
            {
                private static readonly List<int> [|First|] = new List<int>();
                private static readonly List<int> [|Second|] = new List<int>();

                public static void M(int k)
                {
                    First.Add(k);
                    Second.Add(First.Count);
                    Second.Add(k);
                }
            }
            """;
        const string fixedSource =
            """
            using System.Collections.Generic;

            public static class C
            {
                public static void M(int k)
                {
                    var second = new List<int>();
                    var first = new List<int>();
                    first.Add(k);
                    second.Add(first.Count);
                    second.Add(k);
                }
            }
            """;
        var test = New();
        test.TestState.Sources.Add(source);
        test.TestState.AdditionalProjects["Other"].Sources.Add(source);
        test.FixedState.Sources.Add(fixedSource);
        test.FixedState.AdditionalProjects["Other"].Sources.Add(fixedSource);
        await test.RunAsync();
    }

    private static Task VerifyAsync(string source, string fixedSource)
    {
        var test = New();
        test.TestCode = source;
        test.FixedCode = fixedSource;
        return test.RunAsync();
    }

    private static VerifyCS.Test New() => new() { CodeActionEquivalenceKey = MakeLocalCodeFix.EquivalenceKey };
}
