using System.Text.RegularExpressions;
using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = GrowthGuard.TestHarness.CSharpCodeFixVerifier<
    GrowthGuard.Analyzers.Rules.Growth.StaticCollectionGrowsAnalyzer,
    GrowthGuard.CodeFixes.Rules.StaticGrowth.EvictWhenFullCodeFix>;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

public sealed partial class EvictWhenFullTests
{
    [Fact]
    public Task Statement_InBlock() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private static readonly Dictionary<string, int> [|Cache|] = new();

            public static void Set(string key, int price)
            {
                var rounded = price / 10;
                Cache[key] = rounded;
            }
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private const int MaximumCacheCount = 1000;

            [Bounded(MaximumCacheCount, By = "cleared when full")]
            private static readonly Dictionary<string, int> Cache = new();

            public static void Set(string key, int price)
            {
                var rounded = price / 10;
                if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                {
                    Cache.Clear();
                }

                Cache[key] = rounded;
            }
        }
        """);

    [Fact]
    public Task Usings_AreAdded() => VerifyAsync(
        """
        using System.Collections.Generic;
        using Xunit;

        public static class Prices
        {
            private static readonly List<string> [|_log|] = new List<string>();

            public static void Write(string line)
            {
                _log.Add(line);
            }
        }

        namespace Xunit { }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;
        using Xunit;

        public static class Prices
        {
            private const int MaximumLogCount = 1000;

            [Bounded(MaximumLogCount, By = "cleared when full")]
            private static readonly List<string> _log = new List<string>();

            public static void Write(string line)
            {
                if (_log.Count >= MaximumLogCount)
                {
                    _log.Clear();
                }

                _log.Add(line);
            }
        }

        namespace Xunit { }
        """);

    [Fact]
    public Task Comments_StayWithWhatTheyAreAbout() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            public const int Version = 1;

            // What the shop asked for.
            private static readonly Dictionary<string, int> [|Cache|] = new(); // by key

            public static void Set(string key)
            {
                var price = key.Length; // in cents

                // The last price counts.
                Cache[key] = price; // done
            }
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            public const int Version = 1;

            private const int MaximumCacheCount = 1000;

            // What the shop asked for.
            [Bounded(MaximumCacheCount, By = "cleared when full")]
            private static readonly Dictionary<string, int> Cache = new(); // by key

            public static void Set(string key)
            {
                var price = key.Length; // in cents

                if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                {
                    Cache.Clear();
                }

                // The last price counts.
                Cache[key] = price; // done
            }
        }
        """);

    [Fact]
    public Task Directives_EncloseTheGuard() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            #region State
            private static readonly Dictionary<string, int> [|Cache|] = new();
            #endregion

            public static void Set(string key)
            {
        #if !SKIP
                Cache[key] = 1;
        #endif
            }
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            #region State
            private const int MaximumCacheCount = 1000;

            [Bounded(MaximumCacheCount, By = "cleared when full")]
            private static readonly Dictionary<string, int> Cache = new();
            #endregion

            public static void Set(string key)
            {
        #if !SKIP
                if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                {
                    Cache.Clear();
                }

                Cache[key] = 1;
        #endif
            }
        }
        """);

    [Theory]
    [InlineData(
        "public static void Set(string key) => Cache[key] = 1;",
        """
        public static void Set(string key)
            {
                if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                {
                    Cache.Clear();
                }

                Cache[key] = 1;
            }
        """)]
    [InlineData(
        "public static void Add(string key) => Cache.TryAdd(key, 1); // once",
        """
        public static void Add(string key)
            {
                if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                {
                    Cache.Clear();
                }

                Cache.TryAdd(key, 1);
            } // once
        """)]
    [InlineData(
        """
        public static void Add(string key)
                // The first one counts.
                => Cache.TryAdd(key, 1);
        """,
        """
        public static void Add(string key)
            {
                if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                {
                    Cache.Clear();
                }

                // The first one counts.
                Cache.TryAdd(key, 1);
            }
        """)]
    [InlineData(
        "public static async System.Threading.Tasks.Task SetAsync(string key) => Cache[key] = await System.Threading.Tasks.Task.FromResult(1);",
        """
        public static async System.Threading.Tasks.Task SetAsync(string key)
            {
                if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                {
                    Cache.Clear();
                }

                Cache[key] = await System.Threading.Tasks.Task.FromResult(1);
            }
        """)]
    [InlineData(
        "public int this[string key] { get => 1; set => Cache[key] = value; }",
        """
        public int this[string key] { get => 1; set
                {
                    if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache[key] = value;
                }
            }
        """)]
    public Task ExpressionBody_BecomesBlock(string member, string fixedMember) => VerifyMemberAsync(member, fixedMember);

    [Theory]
    [InlineData(
        """
        public static void Set(string key)
            {
                if (key.Length > 0)
                    Cache[key] = 1;
                else
                    System.Console.WriteLine();
            }
        """,
        """
        public static void Set(string key)
            {
                if (key.Length > 0)
                {
                    if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache[key] = 1;
                }
                else
                    System.Console.WriteLine();
            }
        """)]
    [InlineData(
        """
        public static void Set(string key)
            {
                if (key.Length == 0)
                    return;
                else
                    Cache.TryAdd(key, 1);
            }
        """,
        """
        public static void Set(string key)
            {
                if (key.Length == 0)
                    return;
                else
                {
                    if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache.TryAdd(key, 1);
                }
            }
        """)]
    [InlineData(
        """
        public static void Set(string[] keys)
            {
                foreach (var key in keys)
                    Cache[key] = 1;
            }
        """,
        """
        public static void Set(string[] keys)
            {
                foreach (var key in keys)
                {
                    if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache[key] = 1;
                }
            }
        """)]
    [InlineData(
        """
        public static void Set(string key)
            {
                lock (Cache)
                    Cache[key] = 1;
            }
        """,
        """
        public static void Set(string key)
            {
                lock (Cache)
                {
                    if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache[key] = 1;
                }
            }
        """)]
    [InlineData(
        """
        public static void Set(string key)
            {
                switch (key.Length)
                {
                    case 0:
                        Cache[key] = 1;
                        break;
                }
            }
        """,
        """
        public static void Set(string key)
            {
                switch (key.Length)
                {
                    case 0:
                        if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                        {
                            Cache.Clear();
                        }

                        Cache[key] = 1;
                        break;
                }
            }
        """)]
    public Task EmbeddedStatement_GetsBlock(string member, string fixedMember) => VerifyMemberAsync(member, fixedMember);

    [Theory]
    [InlineData(
        """
        public static void Set(System.Collections.Generic.List<string> keys)
            {
                keys.ForEach(key => Cache[key] = 1);
            }
        """,
        """
        public static void Set(System.Collections.Generic.List<string> keys)
            {
                keys.ForEach(key =>
                {
                    if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache[key] = 1;
                });
            }
        """)]
    [InlineData(
        """
        public static void Set(string key)
            {
                Keep();

                void Keep() => Cache[key] = 1;
            }
        """,
        """
        public static void Set(string key)
            {
                Keep();

                void Keep()
                {
                    if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache[key] = 1;
                }
            }
        """)]
    public Task FunctionInMethod_GetsGuard(string member, string fixedMember) => VerifyMemberAsync(member, fixedMember);

    [Fact]
    public Task Cache_IsGuardedWhereItMissed() => VerifyMemberAsync(
        """
        public static int PriceOf(string key)
            {
                if (!Cache.TryGetValue(key, out var price))
                {
                    price = key.Length * 2;
                    Cache[key] = price;
                }

                return price;
            }
        """,
        """
        public static int PriceOf(string key)
            {
                if (!Cache.TryGetValue(key, out var price))
                {
                    price = key.Length * 2;
                    if (Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache[key] = price;
                }

                return price;
            }
        """);

    [Fact]
    public Task ConcurrentCache_IsCountedOnAMissOnly() => VerifyAsync(
        """
        using System.Collections.Concurrent;
        using GrowthGuard;

        public static class Prices
        {
            private static readonly ConcurrentDictionary<string, int> [|Cache|] = new();

            public static int PriceOf(string key) => Cache.GetOrAdd(key, k => k.Length * 2);
        }
        """,
        """
        using System.Collections.Concurrent;
        using GrowthGuard;

        public static class Prices
        {
            private const int MaximumCacheCount = 1000;

            [Bounded(MaximumCacheCount, By = "cleared when full")]
            private static readonly ConcurrentDictionary<string, int> Cache = new();

            public static int PriceOf(string key)
            {
                if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                {
                    Cache.Clear();
                }

                return Cache.GetOrAdd(key, k => k.Length * 2);
            }
        }
        """);

    [Theory]
    [InlineData("private static readonly ConcurrentDictionary<string, object> [|A|] = new(); public static void M(string k) { lock (A.GetOrAdd(k, _ => new object())) Console.WriteLine(); }")]
    [InlineData("private static readonly ConcurrentDictionary<string, SemaphoreSlim> [|A|] = new(); public static Task M(string k) => A.GetOrAdd(k, _ => new SemaphoreSlim(1)).WaitAsync();")]
    [InlineData("private static readonly ConcurrentDictionary<string, Task<int>> [|A|] = new(); public static Task<int> M(string k) => A.GetOrAdd(k, key => Task.FromResult(key.Length));")]
    [InlineData("private static readonly ConcurrentDictionary<string, TaskCompletionSource<int>> [|A|] = new(); public static Task<int> M(string k) { var made = new TaskCompletionSource<int>(); A[k] = made; return made.Task; }")]
    [InlineData("private static readonly ConcurrentDictionary<string, Timer> [|A|] = new(); public static void M(string k) { A[k] = new Timer(_ => { }); }")]
    [InlineData("private static readonly List<Stream> [|A|] = new(); public static void M(string k) { A.Add(File.OpenRead(k)); }")]
    [InlineData("private static readonly List<Action> [|A|] = new(); public static void M(Action k) { A.Add(k); }")]
    [InlineData("private static readonly List<object> [|A|] = new(); public static void M(object k) { A.Add(k); }")]
    [InlineData("private static readonly List<IDisposable> [|A|] = new(); public static void M(IDisposable k) { A.Add(k); }")]
    [InlineData("private static readonly List<Connection> [|A|] = new(); public static void M(string k) { A.Add(new Connection(k)); } public sealed class Connection : IDisposable { public Connection(string name) { } public void Dispose() { } }")]
    [InlineData("private static readonly List<Node> [|A|] = new(); public static void M(Node k) { A.Add(k); } public sealed class Node { public event EventHandler Changed; public void Raise() => Changed?.Invoke(this, EventArgs.Empty); }")]
    [InlineData("private static readonly List<Handle> [|A|] = new(); public static void M(Handle k) { A.Add(k); } public sealed class Handle { ~Handle() { } }")]
    [InlineData("private static readonly ConcurrentDictionary<string, int> [|A|] = new(); public static int M(string k) => A.AddOrUpdate(k, 1, (_, n) => n + 1);")]
    [InlineData("private static readonly ConcurrentDictionary<string, int> [|A|] = new(); public static void M(string k) { A.AddOrUpdate(k, 1, (_, n) => n + 1); } public static int Sum() => A.Values.Sum();")]
    [InlineData("private static readonly Dictionary<string, int> [|A|] = new(); public static void M(string k) { A.TryGetValue(k, out var n); A[k] = n + 1; }")]
    [InlineData("private static readonly Dictionary<string, int> [|A|] = new(); public static void M(string k, int v) { A[k] = v; } public static int N(string k) => A.GetValueOrDefault(k);")]
    [InlineData("private static readonly Dictionary<string, int> [|A|] = new(); public static void M(string k, int v) { A[k] = v; } public static void Print() { foreach (var pair in A) Console.WriteLine(pair.Key); }")]
    [InlineData("private static readonly HashSet<string> [|A|] = new(); public static bool M(string k) => A.Add(k);")]
    [InlineData("private static readonly HashSet<string> [|A|] = new(); public static void M(string k) { if (!A.Add(k)) return; Console.WriteLine(k); }")]
    [InlineData("private static readonly ConcurrentDictionary<string, bool> [|A|] = new(); public static void M(string k) { if (A.TryAdd(k, true)) Console.WriteLine(k); }")]
    [InlineData("private static readonly List<string> [|A|] = new(); public static void M(string k) { A.Add(k); Console.WriteLine(A.Count); }")]
    [InlineData("private static readonly List<string> [|A|] = new(); public static void M(string k) { A.Add(k); } public static string[] All() => A.ToArray();")]
    [InlineData("private static readonly List<string> [|A|] = new(); public static void M(string k) { A.Add(k); } public static IReadOnlyList<string> All => A;")]
    [InlineData("public static readonly List<string> [|A|] = new(); public static void M(string k) { A.Add(k); }")]
    [InlineData("private static readonly StringBuilder [|A|] = new(); public static string M(string k) { A.Append(k); return A.ToString(); }")]
    [InlineData("private static readonly ConcurrentDictionary<string, string> [|A|] = new(); public static string M(string k) => A.GetOrAdd(k, _ => Guid.NewGuid().ToString());")]
    [InlineData("private static readonly ConcurrentDictionary<string, DateTime> [|A|] = new(); public static DateTime M(string k) => A.GetOrAdd(k, _ => DateTime.UtcNow);")]
    [InlineData("private static int s_next; private static readonly ConcurrentDictionary<string, int> [|A|] = new(); public static int M(string k) => A.GetOrAdd(k, _ => Interlocked.Increment(ref s_next));")]
    [InlineData("private static readonly ConcurrentDictionary<string, List<int>> [|A|] = new(); public static void M(string k) { A.GetOrAdd(k, _ => new List<int>()).Add(1); }")]
    [InlineData("private static readonly Dictionary<string, int> [|A|] = new(); public static void M(Queue<string> ks) { A[ks.Dequeue()] = 1; }")]
    [InlineData("private static readonly Dictionary<string, int> [|A|] = new(); public static void M(string[] ks, int i) { A[ks[i++]] = 1; }")]
    [InlineData("private static readonly Dictionary<string, int> [|A|] = new(); public static void M(string k) { A[k] = Read(out k); } private static int Read(out string k) { k = Console.ReadLine(); return 1; }")]
    public Task WhatSomebodyMisses_NotOffered(string members) => VerifyNotOfferedAsync(
        $"using System; using System.Collections.Concurrent; using System.Collections.Generic; using System.IO; using System.Linq; using System.Text; using System.Threading; using System.Threading.Tasks; public class C {{ {members} }}");

    [Fact]
    public Task ReadInAnotherFile_NotOffered()
    {
        const string Store =
            "using System.Collections.Generic; internal static class C { internal static readonly List<string> [|A|] = new(); public static void M(string k) { A.Add(k); } }";
        const string Reader = "public static class D { public static void N(string k) => C.M(k); public static string First() => C.A[0]; }";
        var test = New();
        test.TestState.Sources.Add(Store);
        test.TestState.Sources.Add(Reader);
        test.FixedState.Sources.Add(Store.Replace("[|", "").Replace("|]", ""));
        test.FixedState.Sources.Add(Reader);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("private static readonly Dictionary<string, Guid> [|A|] = new();", "Guid.Empty")]
    [InlineData("private static readonly Dictionary<string, byte[]> [|A|] = new();", "new byte[3]")]
    [InlineData("private static readonly Dictionary<string, (int, string)> [|A|] = new();", "(1, key)")]
    [InlineData("private static readonly Dictionary<string, Order> [|A|] = new();", "new Order { Lines = { key } }")]
    [InlineData("private static readonly Dictionary<string, int?> [|A|] = new();", "null")]
    public Task DataThatNobodyReads_IsCleared(string declaration, string value)
    {
        string Source(string limit, string guard) => $$"""
            using System;
            using System.Collections.Generic;
            using GrowthGuard;

            public sealed class Order { public List<string> Lines { get; } = new(); public Order Next { get; set; } }

            public static class C
            {
            {{limit}}    {{(limit.Length > 0 ? declaration.Replace("[|A|]", "A") : declaration)}}

                public static void M(string key)
                {
            {{guard}}        A[key] = {{value}};
                }
            }
            """;
        return VerifyAsync(
            Source("", ""),
            Source(
                "    private const int MaximumACount = 1000;\n\n    [Bounded(MaximumACount, By = \"cleared when full\")]\n",
                "        if (!A.ContainsKey(key) && A.Count >= MaximumACount)\n        {\n            A.Clear();\n        }\n\n"));
    }

    [Fact]
    public void Fix_all_goes_no_further_than_the_file() =>
        Assert.Equal([FixAllScope.Document], new EvictWhenFullCodeFix().GetFixAllProvider().GetSupportedFixAllScopes());

    [Theory]
    [InlineData("public static void Set(string key) => Cache[key] = Cache[key + 1];")]
    [InlineData("public static bool Add(string key) => Cache.TryAdd(key, 1) && Cache.TryAdd(key + 1, 1);")]
    [InlineData("public static void Add(string key) { if (Cache.ContainsKey(key)) Cache[key]++; else Cache[key] = 1; }")]
    [InlineData("public static void Set(string key) { while (Cache.TryAdd(key, 1)) { } }")]
    [InlineData("public static void Set(string key) { try { } catch (System.Exception) { Cache[key] = 1; } }")]
    [InlineData("public static void Set(string key) { var alias = Cache; alias[key] = 1; }")]
    [InlineData("public static void Set(string key) { Helper(Cache, key); } static void Helper(System.Collections.Generic.Dictionary<string, int> to, string key) => to[key] = 1;")]
    [InlineData("public Prices(string key) : this(Cache.TryAdd(key, 1)) { } private Prices(bool added) { }")]
    public Task NoPlaceForAGuard_NotOffered(string member) => VerifyNotOfferedAsync(Source(member));

    [Theory]
    [InlineData("private static readonly List<string> [|A|] = new(), [|B|] = new(); public static void M(string k) { A.Add(k); B.Add(k); }")]
    [InlineData("private static readonly Dictionary<string, List<int>> [|A|] = new(); public static void M(string k, int v) { if (!A.TryGetValue(k, out var l)) A[k] = l = new(); l.Add(v); }")]
    [InlineData("private static System.Collections.Immutable.ImmutableList<string> [|A|] = System.Collections.Immutable.ImmutableList<string>.Empty; public static void M(string k) { A = A.Add(k); }")]
    [InlineData("private static readonly System.Collections.Specialized.NameValueCollection [|A|] = new(); public static void M(string k) { A[k] += k; }")]
    [InlineData("private static readonly List<int> [|A|] = new(); public static void M(int k) { A.Add(A[0] + k); }")]
    [InlineData("private static readonly HashSet<int> [|A|] = new(); public static object M(IQueryable<int> ks) => ks.Where(k => A.Add(k)).ToList();")]
    [InlineData("private static readonly HashSet<int> [|A|] = new(); public static object M(List<int> ks) => (from k in ks select A.Add(k)).ToList();")]
    public Task OtherStores_NotOffered(string members) =>
        VerifyNotOfferedAsync($"using System.Collections.Generic; using System.Linq; public class C {{ {members} }}");

    [Fact]
    public Task Lazy_IsGuardedThroughValue() => VerifyAsync(
        """
        using System;
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private static readonly Lazy<Dictionary<string, int>> [|Cache|] = new(() => new());

            public static void Set(string key)
            {
                Cache.Value[key] = 1;
            }
        }
        """,
        """
        using System;
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private const int MaximumCacheCount = 1000;

            [Bounded(MaximumCacheCount, By = "cleared when full")]
            private static readonly Lazy<Dictionary<string, int>> Cache = new(() => new());

            public static void Set(string key)
            {
                if (!Cache.Value.ContainsKey(key) && Cache.Value.Count >= MaximumCacheCount)
                {
                    Cache.Value.Clear();
                }

                Cache.Value[key] = 1;
            }
        }
        """);

    [Fact]
    public async Task SiteInOtherType_SeesTheConstant()
    {
        var test = New();
        test.TestState.Sources.Add(
            """
            using System.Collections.Generic;
            using GrowthGuard;

            internal static class Holder
            {
                private const int MaximumNamesCount = 7;
                internal static List<string> [|Names|] { get; } = new List<string>();
            }
            """);
        test.TestState.Sources.Add(
            """
            public static class Service
            {
                public static void Handle(string name)
                {
                    Holder.Names.Add(name);
                }
            }
            """);
        test.FixedState.Sources.Add(
            """
            using System.Collections.Generic;
            using GrowthGuard;

            internal static class Holder
            {
                private const int MaximumNamesCount = 7;
                internal const int MaximumNamesCount2 = 1000;

                [Bounded(MaximumNamesCount2, By = "cleared when full")]
                internal static List<string> Names { get; } = new List<string>();
            }
            """);
        test.FixedState.Sources.Add(
            """
            public static class Service
            {
                public static void Handle(string name)
                {
                    if (Holder.Names.Count >= Holder.MaximumNamesCount2)
                    {
                        Holder.Names.Clear();
                    }

                    Holder.Names.Add(name);
                }
            }
            """);
        await test.RunAsync();
    }

    [Fact]
    public Task BlockOnOneLine_IsOpened() => VerifyMemberAsync(
        "public static void Set(string key) { Cache[key] = 1; }",
        """
        public static void Set(string key)
            {
                if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                {
                    Cache.Clear();
                }

                Cache[key] = 1;
            }
        """);

    [Fact]
    public Task LineEnds_AreThoseOfTheFile() => VerifyAsync(
        "using System.Collections.Generic;\r\nusing GrowthGuard;\r\n\r\npublic class C\r\n{\r\n    static List<int> [|A|] = new List<int>();\r\n\r\n    public static void M(int k)\r\n    {\r\n        A.Add(k);\r\n    }\r\n}\r\n",
        "using System.Collections.Generic;\r\nusing GrowthGuard;\r\n\r\npublic class C\r\n{\r\n    private const int MaximumACount = 1000;\r\n\r\n    [Bounded(MaximumACount, By = \"cleared when full\")]\r\n    static List<int> A = new List<int>();\r\n\r\n    public static void M(int k)\r\n    {\r\n        if (A.Count >= MaximumACount)\r\n        {\r\n            A.Clear();\r\n        }\r\n\r\n        A.Add(k);\r\n    }\r\n}\r\n",
        "\r\n");

    [Fact]
    public Task OldLanguage_CompilesToo()
    {
        var test = New();
        test.LanguageVersion = LanguageVersion.CSharp7_3;
        test.TestCode = Source("public static void Add(string key) => Cache.TryAdd(key, 1);");
        test.FixedCode = FixedSource(
            """
            public static void Add(string key)
                {
                    if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache.TryAdd(key, 1);
                }
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task Name_IsFree() => VerifyAsync(
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private const int MaximumCacheCount = 5;

            private static readonly Dictionary<string, int> [|s_cache|] = new();

            public static void Set(string key, int MaximumCacheCount2) => s_cache.Add(key, MaximumCacheCount2 + MaximumCacheCount);
        }
        """,
        """
        using System.Collections.Generic;
        using GrowthGuard;

        public static class Prices
        {
            private const int MaximumCacheCount = 5;

            private const int MaximumCacheCount3 = 1000;

            [Bounded(MaximumCacheCount3, By = "cleared when full")]
            private static readonly Dictionary<string, int> s_cache = new();

            public static void Set(string key, int MaximumCacheCount2)
            {
                if (!s_cache.ContainsKey(key) && s_cache.Count >= MaximumCacheCount3)
                {
                    s_cache.Clear();
                }

                s_cache.Add(key, MaximumCacheCount2 + MaximumCacheCount);
            }
        }
        """);

    [Fact]
    public async Task FixAll_TwoStoresInOneMethod_AndInTwoDocuments()
    {
        var test = New();
        test.TestState.Sources.Add(
            """
            using System.Collections.Generic;
            using GrowthGuard;

            public static class Names
            {
                private static readonly HashSet<string> [|Seen|] = new HashSet<string>();
                private static readonly HashSet<string> [|Asked|] = new HashSet<string>();

                public static void See(string name)
                {
                    Seen.Add(name);
                    Asked.Add(name);
                }
            }
            """);
        test.TestState.Sources.Add(
            """
            using System.Collections.Generic;

            public static class Log
            {
                private static readonly List<string> [|Lines|] = new List<string>();

                public static void Write(string line)
                {
                    Lines.Add(line);
                    Lines.Add("");
                }
            }
            """);
        test.FixedState.Sources.Add(
            """
            using System.Collections.Generic;
            using GrowthGuard;

            public static class Names
            {
                private const int MaximumSeenCount = 1000;

                [Bounded(MaximumSeenCount, By = "cleared when full")]
                private static readonly HashSet<string> Seen = new HashSet<string>();
                private const int MaximumAskedCount = 1000;

                [Bounded(MaximumAskedCount, By = "cleared when full")]
                private static readonly HashSet<string> Asked = new HashSet<string>();

                public static void See(string name)
                {
                    if (!Seen.Contains(name) && Seen.Count >= MaximumSeenCount)
                    {
                        Seen.Clear();
                    }

                    Seen.Add(name);
                    if (!Asked.Contains(name) && Asked.Count >= MaximumAskedCount)
                    {
                        Asked.Clear();
                    }

                    Asked.Add(name);
                }
            }
            """);
        test.FixedState.Sources.Add(
            """
            using System.Collections.Generic;
            using GrowthGuard;

            public static class Log
            {
                private const int MaximumLinesCount = 1000;

                [Bounded(MaximumLinesCount, By = "cleared when full")]
                private static readonly List<string> Lines = new List<string>();

                public static void Write(string line)
                {
                    if (Lines.Count >= MaximumLinesCount)
                    {
                        Lines.Clear();
                    }

                    Lines.Add(line);
                    if (Lines.Count >= MaximumLinesCount)
                    {
                        Lines.Clear();
                    }

                    Lines.Add("");
                }
            }
            """);
        await test.RunAsync();
    }

    private static string Source(string member) =>
        $$"""
        using System.Collections.Generic;
        using GrowthGuard;

        public class Prices
        {
            private static readonly Dictionary<string, int> [|Cache|] = new Dictionary<string, int>();

            {{member}}
        }
        """;

    private static Task VerifyMemberAsync(string member, string fixedMember) => VerifyAsync(Source(member), FixedSource(fixedMember));

    private static string FixedSource(string fixedMember) =>
        $$"""
        using System.Collections.Generic;
        using GrowthGuard;

        public class Prices
        {
            private const int MaximumCacheCount = 1000;

            [Bounded(MaximumCacheCount, By = "cleared when full")]
            private static readonly Dictionary<string, int> Cache = new Dictionary<string, int>();

            {{fixedMember}}
        }
        """;

    [Fact]
    public Task Comment_IsWrittenWhereNoAttributeCanBeHad()
    {
        var test = New();
        test.KindOfWorkspace = WorkspaceKind.MSBuild;
        test.ReferenceAnnotations = false;
        test.TestCode = """
            using System.Collections.Generic;

            public static class Prices
            {
                // By article.
                private static readonly Dictionary<string, int> [|Cache|] = new();

                public static void Set(string key, int price) => Cache[key] = price;
            }
            """;
        test.FixedCode = """
            using System.Collections.Generic;

            public static class Prices
            {
                private const int MaximumCacheCount = 1000;

                // By article.
                // bound: 1000 (cleared when full)
                private static readonly Dictionary<string, int> Cache = new();

                public static void Set(string key, int price)
                {
                    if (!Cache.ContainsKey(key) && Cache.Count >= MaximumCacheCount)
                    {
                        Cache.Clear();
                    }

                    Cache[key] = price;
                }
            }
            """;
        return test.RunAsync();
    }

    private static async Task VerifyAsync(string source, string fixedSource, string lineEnd = "\n")
    {
        var test = New();
        if (lineEnd != "\n")
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nend_of_line = crlf\n"));
        test.TestCode = source;
        test.FixedCode = fixedSource;
        await test.RunAsync();

        // The guard is enough without the attribute.
        await new VerifyCS.Test { TestCode = AttributeLine().Replace(fixedSource, ""), ReferenceAnnotations = true }.RunAsync();
    }

    private static async Task VerifyNotOfferedAsync(string source)
    {
        var test = New();
        test.TestCode = source;
        test.FixedCode = source.Replace("[|", "").Replace("|]", "");
        await test.RunAsync();
    }

    private static VerifyCS.Test New() =>
        new()
        {
            ReferenceAnnotations = true,
            CodeActionEquivalenceKey = EvictWhenFullCodeFix.EquivalenceKey,
            CodeFixTestBehaviors = FixScopes.OneFile
        };

    [GeneratedRegex(@"^ *\[Bounded\(.*\]\r?\n", RegexOptions.Multiline)]
    private static partial Regex AttributeLine();
}
