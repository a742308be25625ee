using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.MakeLocalCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

public sealed class MakeLocalTests
{
    [Fact]
    public Task The_example_of_the_page() => VerifyAsync(
        """
        using System.Collections.Generic;
        using System.Linq;

        public sealed record Order(string Id, bool IsValid);

        public static class Orders
        {
            private static readonly List<string> [|Failures|] = new();

            public static string Handle(IEnumerable<Order> orders)
            {
                foreach (var order in orders.Where(order => !order.IsValid))
                {
                    Failures.Add(order.Id);
                }

                return string.Join(", ", Failures);
            }
        }
        """,
        """
        using System.Collections.Generic;
        using System.Linq;

        public sealed record Order(string Id, bool IsValid);

        public static class Orders
        {
            public static string Handle(IEnumerable<Order> orders)
            {
                List<string> failures = new();
                foreach (var order in orders.Where(order => !order.IsValid))
                {
                    failures.Add(order.Id);
                }

                return string.Join(", ", failures);
            }
        }
        """);

    [Theory]
    [InlineData("private static readonly List<int> [|Seen|] = new();", "List<int> seen = new();")]
    [InlineData("private static readonly ICollection<int> [|Seen|] = new List<int>();", "ICollection<int> seen = new List<int>();")]
    [InlineData("private static List<int> [|Seen|] { get; } = new List<int>();", "var seen = new List<int>();")]
    [InlineData("private static List<int> [|Seen|] { get; set; } = new(16);", "List<int> seen = new(16);")]
    [InlineData("private static readonly List<int> [|Seen|] = new List<int> { 1, 2 };", "var seen = new List<int> { 1, 2 };")]
    [InlineData("static List<int> [|@new|] = new List<int>();", "var @new = new List<int>();")]
    [InlineData("static List<int> [|IDs|] = new List<int>();", "var iDs = new List<int>();")]
    [InlineData("static List<int> [|items|] = new List<int>();", "var items2 = new List<int>();")]
    public Task Declaration_KeepsWhatMatters(string declaration, string local)
    {
        var name = declaration[(declaration.IndexOf('|') + 1)..declaration.IndexOf("|]", StringComparison.Ordinal)];
        var localName = local.Split(' ').First(word => word is "seen" or "@new" or "iDs" or "items2");
        return VerifyAsync(
            $$"""
            using System.Collections.Generic;

            public static class C
            {
                {{declaration}}

                public static string M(int[] items)
                {
                    foreach (var item in items)
                        C.{{name}}.Add(item);
                    return string.Join(" ", C.{{name}});
                }
            }
            """,
            $$"""
            using System.Collections.Generic;

            public static class C
            {
                public static string M(int[] items)
                {
                    {{local}}
                    foreach (var item in items)
                        {{localName}}.Add(item);
                    return string.Join(" ", {{localName}});
                }
            }
            """);
    }

    [Theory]
    [InlineData("foreach (var n in ns) A.Add(n); foreach (var a in A) Console.WriteLine(a);")]
    [InlineData("for (var i = 0; i < ns.Length; i++) { if (ns[i] > 0) A.Add(ns[i]); } if (A.Count > 0) Console.WriteLine(string.Join(' ', A));")]
    [InlineData("foreach (var n in ns) { try { Check(n); } catch (ArgumentException) { A.Add(n); } } if (A.Any()) throw new Exception(string.Join(' ', A));")]
    [InlineData("foreach (var n in ns) { while (n > A.Capacity) A.Add(n); } Console.WriteLine(A.ToArray().Length);", false)]
    [InlineData("foreach (var n in ns) A.AddRange(new[] { n, n + 1 }); Console.WriteLine(A.Where(a => a > 1).OrderBy(a => a).Select(a => a + 1).ToList().Count);")]
    [InlineData("foreach (var n in ns) A.Add(n); Console.WriteLine(A.ToArray().Length); Console.WriteLine(A.ToList().Count);")]
    [InlineData("foreach (var n in ns) A.Add(n); System.IO.File.WriteAllLines(\"f\", A.Select(a => a.ToString()));")]
    public Task What_is_filled_in_a_loop_and_then_gone_through_is_offered(string body, bool isOffered = true)
    {
        var source = InMethod(body);
        var made = source
            .Replace("\n    private static readonly List<int> [|A|] = new List<int>();\n", "")
            .Replace(
                "    {\n        " + body,
                "    {\n        var a2 = new List<int>();\n        " + System.Text.RegularExpressions.Regex.Replace(body, @"\bA\b", "a2"));
        return VerifyAsync(
            source,
            isOffered
                ? made.Replace("a2", body.Contains("a =>") || body.Contains("var a ") ? "a2" : "a")
                : source.Replace("[|", "").Replace("|]", ""));
    }

    [Theory]
    [InlineData("A.Add(ns[0]);")]
    [InlineData("foreach (var n in ns) A.Add(n);")]
    [InlineData("A.Add(ns[0]); Console.WriteLine(string.Join(' ', A));")]
    [InlineData("A.AddRange(ns); Console.WriteLine(string.Join(' ', A));")]
    [InlineData("A.Add(ns[0]); if (A.Count > 3) throw new Exception();")]
    [InlineData("foreach (var n in ns) A.Add(n); if (A.Count > 3) throw new Exception(string.Join(' ', A));")]
    [InlineData("foreach (var n in ns) A.Add(n); Console.WriteLine(A.Count);")]
    [InlineData("foreach (var n in ns) A.Add(n); Console.WriteLine(A.Sum());")]
    [InlineData("foreach (var n in ns) A.Add(n); Console.WriteLine(A.Contains(3));")]
    [InlineData("foreach (var n in ns) A.Add(n); Console.WriteLine(A.Any(a => a > 3));")]
    [InlineData("foreach (var n in ns) A.Add(n); Console.WriteLine(A.Select(a => a + 1).Last());")]
    [InlineData("foreach (var n in ns) A.Add(n); Console.WriteLine(A[0]);")]
    [InlineData("foreach (var n in ns) A.Add(n); Use(A);")]
    [InlineData("foreach (var n in ns) A.Add(n); var alias = A; Console.WriteLine(string.Join(' ', alias));")]
    [InlineData("foreach (var n in ns) { if (A.Contains(n)) continue; A.Add(n); } Console.WriteLine(string.Join(' ', A));")]
    [InlineData("foreach (var n in ns) { A.Add(n); Console.WriteLine(string.Join(' ', A)); }")]
    [InlineData("Console.WriteLine(string.Join(' ', A)); foreach (var n in ns) A.Add(n);")]
    [InlineData("foreach (var n in ns) A.Add(A.Count + n); Console.WriteLine(string.Join(' ', A));")]
    [InlineData("again: foreach (var n in ns) A.Add(n); Console.WriteLine(string.Join(' ', A)); if (ns.Length > 3) goto again;")]
    [InlineData("foreach (var n in ns) A.Add(n); Keep(); void Keep() => Console.WriteLine(string.Join(' ', A));")]
    [InlineData("Array.ForEach(ns, n => A.Add(n)); Console.WriteLine(string.Join(' ', A));")]
    [InlineData("Array.ForEach(ns, A.Add); Console.WriteLine(string.Join(' ', A));")]
    [InlineData("foreach (var n in ns) { A.Add(n); M(ns[1..]); } Console.WriteLine(string.Join(' ', A));")]
    [InlineData("foreach (var n in ns) { A.Add(n); Back(ns); } Console.WriteLine(string.Join(' ', A));")]
    [InlineData("foreach (var n in ns) { A.Add(n); other.Run(ns); } Console.WriteLine(string.Join(' ', A));")]
    [InlineData("foreach (var n in ns) { lock (A) A.Add(n); } Console.WriteLine(string.Join(' ', A));")]
    [InlineData("foreach (var n in ns) A.Add(n); Console.WriteLine(string.Join(nameof(A), A));")]
    public Task What_may_be_meant_for_the_next_call_is_not(string body) => VerifyNotOfferedAsync(InMethod(body));

    [Theory]
    [InlineData("private static readonly HashSet<int> [|A|] = new(); public static string M(int[] ns) { foreach (var n in ns) A.Add(n); return string.Join(' ', A); }")]
    [InlineData("private static readonly Dictionary<int, int> [|A|] = new(); public static string M(int[] ns) { foreach (var n in ns) A[n] = n; return string.Join(' ', A); }")]
    [InlineData("private static readonly HashSet<int> [|A|] = new(); public static bool M(int n) { if (!A.Add(n)) return false; return true; }")]
    [InlineData("private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, object> [|A|] = new(); public static void M(int n) { lock (A.GetOrAdd(n, _ => new object())) Console.WriteLine(); }")]
    [InlineData("private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, bool> [|A|] = new(); public static void M(int n) { if (!A.TryAdd(n, true)) return; Console.WriteLine(); }")]
    [InlineData("private static readonly Dictionary<int, int> [|A|] = new(); public static int M(int n) { if (!A.TryGetValue(n, out var made)) A[n] = made = n + 1; return made; }")]
    [InlineData("private static readonly List<Timer> [|A|] = new(); public static void M(int n) { A.Add(new Timer(_ => { })); }")]
    [InlineData("internal static readonly List<int> [|A|] = new(); public static string M(int[] ns) { foreach (var n in ns) A.Add(n); return string.Join(' ', A); }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static string M(int[] ns) { foreach (var n in ns) A.Add(n); return string.Join(' ', A); } public static int N() => A.Count;")]
    [InlineData("private static readonly List<int> [|A|] = new(), [|B|] = new(); public static string M(int[] ns) { foreach (var n in ns) { A.Add(n); B.Add(n); } return string.Join(' ', A); }")]
    [InlineData("[System.Obsolete] private static readonly List<int> [|A|] = new(); public static string M(int[] ns) { foreach (var n in ns) A.Add(n); return string.Join(' ', A); }")]
    [InlineData("private static readonly List<int> [|A|] = new(Load()); private static int Load() => 3; public static string M(int[] ns) { foreach (var n in ns) A.Add(n); return string.Join(' ', A); }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static IEnumerable<int> M(int[] ns) { foreach (var n in ns) A.Add(n); foreach (var a in A) yield return a; }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static string P { get { foreach (var n in new[] { 1 }) A.Add(n); return string.Join(' ', A); } }")]
    [InlineData("private static readonly Lazy<List<int>> [|A|] = new(() => new()); public static string M(int[] ns) { foreach (var n in ns) A.Value.Add(n); return string.Join(' ', A.Value); }")]
    [InlineData("private const int k = 3; private static readonly List<int> [|A|] = new(k); public static string M(int[] ns, int k) { foreach (var n in ns) A.Add(n); return string.Join(' ', A); }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static string M(int[] ns) { foreach (var n in ns) A.Add(n); return string.Join(' ', A); } /** <summary><see cref=\"A\"/></summary> */ public static void N() { }")]
    public Task Other_stores_are_not(string members) =>
        VerifyNotOfferedAsync($"using System; using System.Collections.Generic; using System.Threading; public class C {{ {members} }}");

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

            public static int[] M(int[] numbers)
            {
                // Remember them.
                foreach (var number in numbers)
                    Seen.Add(number + One);
                return Seen.ToArray();
            }
        }
        """,
        """
        using System.Collections.Generic;

        public static class C
        {
            private const int One = 1;

            public static int[] M(int[] numbers)
            {
                // What was seen,
                // by number.
                var seen = new List<int>(); // grows
                // Remember them.
                foreach (var number in numbers)
                    seen.Add(number + One);
                return seen.ToArray();
            }
        }
        """);

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

            public static int[] M(int[] numbers)
            {
                foreach (var number in numbers)
                    Seen.Add(number);
                return Seen.ToArray();
            }
        }
        """,
        """
        using System.Collections.Generic;

        public static class C
        {
            public static int[] M(int[] numbers)
            {
                // Seen by M, < all.
                var seen = new List<int>();
                foreach (var number in numbers)
                    seen.Add(number);
                return seen.ToArray();
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

            public static int[] M(int[] numbers)
            {
                foreach (var number in numbers)
                    Seen.Add(number);
                return Seen.ToArray();
            }

        #if !SKIP
            private static readonly List<int> [|Last|] = new List<int>();
        #endif

            public static int[] N(int[] numbers)
            {
                foreach (var number in numbers)
                    Last.Add(number);
                return Last.ToArray();
            }
        }
        """,
        """
        using System.Collections.Generic;

        public static class C
        {
            #region State

            #endregion

            public static int[] M(int[] numbers)
            {
                var seen = new List<int>();
                foreach (var number in numbers)
                    seen.Add(number);
                return seen.ToArray();
            }

        #if !SKIP
        #endif

            public static int[] N(int[] numbers)
            {
                var last = new List<int>();
                foreach (var number in numbers)
                    last.Add(number);
                return last.ToArray();
            }
        }
        """);

    [Fact]
    public Task Builder_BecomesLocal() => VerifyAsync(
        """
        using System.Text;

        public static class C
        {
            private static readonly StringBuilder [|Text|] = new StringBuilder();

            public static string M(string[] words)
            {
                foreach (var word in words)
                    Text.Append(word).Append(' ');
                return Text.ToString();
            }
        }
        """,
        """
        using System.Text;

        public static class C
        {
            public static string M(string[] words)
            {
                var text = new StringBuilder();
                foreach (var word in words)
                    text.Append(word).Append(' ');
                return text.ToString();
            }
        }
        """);

    [Fact]
    public Task DirectiveInsideTheDeclaration_NotOffered() => VerifyNotOfferedAsync(
        "using System.Collections.Generic;\npublic class C\n{\n    static List<int> [|A|] =\n#if SKIP\n        null;\n#else\n        new List<int>();\n#endif\n\n    public static int[] M(int[] ns) { foreach (var n in ns) A.Add(n); return A.ToArray(); }\n}\n");

    [Fact]
    public Task MethodInOtherPart_NotOffered()
    {
        var test = New();
        test.TestState.Sources.Add(
            "using System.Collections.Generic; public partial class C { private static readonly List<int> [|A|] = new(); }");
        test.TestState.Sources.Add(
            "public partial class C { public static int[] M(int[] ns) { foreach (var n in ns) A.Add(n); return A.ToArray(); } }");
        test.FixedState.Sources.Add(
            "using System.Collections.Generic; public partial class C { private static readonly List<int> A = new(); }");
        test.FixedState.Sources.Add(
            "public partial class C { public static int[] M(int[] ns) { foreach (var n in ns) A.Add(n); return A.ToArray(); } }");
        return test.RunAsync();
    }

    [Fact]
    public Task OldLanguage_CompilesToo()
    {
        var test = New();
        test.LanguageVersion = LanguageVersion.CSharp7_3;
        test.TestCode =
            "using System.Collections.Generic;\n\npublic class C\n{\n    static Queue<int> [|A|] = new Queue<int>();\n\n    public int[] M(int[] ns)\n    {\n        foreach (var n in ns)\n            A.Enqueue(n);\n        return A.ToArray();\n    }\n}\n";
        test.FixedCode =
            "using System.Collections.Generic;\n\npublic class C\n{\n    public int[] M(int[] ns)\n    {\n        var a = new Queue<int>();\n        foreach (var n in ns)\n            a.Enqueue(n);\n        return a.ToArray();\n    }\n}\n";
        return test.RunAsync();
    }

    [Fact]
    public async Task FixAll_TwoStoresInOneMethod()
    {
        var test = New();
        test.TestCode =
            """
            using System.Collections.Generic;

            public static class C
            {
                private static readonly List<int> [|First|] = new List<int>();
                private static readonly List<int> [|Second|] = new List<int>();

                public static string M(int[] numbers)
                {
                    foreach (var number in numbers)
                    {
                        First.Add(number);
                        Second.Add(number + 1);
                    }

                    return string.Join(" ", First) + string.Join(" ", Second);
                }
            }
            """;
        test.FixedCode =
            """
            using System.Collections.Generic;

            public static class C
            {
                public static string M(int[] numbers)
                {
                    var second = new List<int>();
                    var first = new List<int>();
                    foreach (var number in numbers)
                    {
                        first.Add(number);
                        second.Add(number + 1);
                    }

                    return string.Join(" ", first) + string.Join(" ", second);
                }
            }
            """;
        await test.RunAsync();
    }

    [Fact]
    public void Fix_all_goes_no_further_than_the_file() =>
        Assert.Equal([FixAllScope.Document], new MakeLocalCodeFix().GetFixAllProvider().GetSupportedFixAllScopes());

    private static string InMethod(string body) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;

        public interface IRunner { void Run(int[] ns); }

        public class C : IRunner
        {
            private static readonly List<int> [|A|] = new List<int>();

            private static readonly IRunner other = new C();

            public static void M(int[] ns)
            {
                {{body}}
            }

            private static void Back(int[] ns) => M(ns);

            private static void Check(int n) { if (n < 0) throw new ArgumentException(); }

            private static void Use(List<int> list) => Console.WriteLine(list.Count);

            public void Run(int[] ns) => M(ns);
        }
        """;

    private static Task VerifyNotOfferedAsync(string source) => VerifyAsync(source, source.Replace("[|", "").Replace("|]", ""));

    private static Task VerifyAsync(string source, string fixedSource)
    {
        var test = New();
        test.TestCode = source;
        test.FixedCode = fixedSource;
        return test.RunAsync();
    }

    private static VerifyCS.Test New() =>
        new() { CodeActionEquivalenceKey = MakeLocalCodeFix.EquivalenceKey, CodeFixTestBehaviors = FixScopes.OneFile };
}
