using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

/// <summary>The fix of GG1001 that makes a MemoryCache with a limit of a dictionary that is a cache, and of nothing else.</summary>
public sealed class UseMemoryCacheTests
{
    private const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    // What the members of the tests make their values by.
    private const string Makers = """

            private static int Rate(string sku) => sku.Length;

            private static string Text(string sku) => sku + sku;

            private static Task<string> LoadAsync(string sku) => Task.FromResult(sku + sku);
        }
        """;

    [Theory]
    [InlineData(
        "public static int Of(string sku) => Cache.GetOrAdd(sku, key => Rate(key));",
        """
        public static int Of(string sku) => Cache.GetOrCreate(sku, entry =>
            {
                entry.Size = 1;
                return Rate(sku);
            });
        """)]
    [InlineData(
        "public static int Of(string sku) => Cache.GetOrAdd(sku, Rate);",
        """
        public static int Of(string sku) => Cache.GetOrCreate(sku, entry =>
            {
                entry.Size = 1;
                return Rate(sku);
            });
        """)]
    [InlineData(
        "public static int Of(string sku) => Cache.GetOrAdd(sku.Trim(), Rate);",
        """
        public static int Of(string sku) => Cache.GetOrCreate(sku.Trim(), entry =>
            {
                entry.Size = 1;
                return Rate((string)entry.Key);
            });
        """)]
    [InlineData(
        "public static int Of(string sku) => Cache.GetOrAdd(sku, sku.Length);",
        """
        public static int Of(string sku) => Cache.GetOrCreate(sku, entry =>
            {
                entry.Size = 1;
                return sku.Length;
            });
        """)]
    [InlineData(
        "public static int Of(string sku, string entry) => Cache.GetOrAdd(sku, static key => { var rate = Rate(key); return rate; });",
        """
        public static int Of(string sku, string entry) => Cache.GetOrCreate<int>(sku, entry2 =>
            {
                entry2.Size = 1;
                var rate = Rate(sku); return rate;
            });
        """)]
    [InlineData(
        "public int Of(string sku) => Cache.GetOrAdd(sku, static (key, self) => self.Own(key), this);\n\n    private int Own(string sku) => sku.Length;",
        """
        public int Of(string sku) => Cache.GetOrCreate(sku, entry =>
            {
                entry.Size = 1;
                return this.Own(sku);
            });

            private int Own(string sku) => sku.Length;
        """)]
    [InlineData(
        """
        public static int Of(string sku)
            {
                if (!Cache.TryGetValue(sku, out var rate))
                {
                    rate = Rate(sku);
                    Cache[sku] = rate; // for the next one
                }

                return rate;
            }
        """,
        """
        public static int Of(string sku)
            {
                if (!Cache.TryGetValue(sku, out int rate))
                {
                    rate = Rate(sku);
                    Cache.Set(sku, rate, new MemoryCacheEntryOptions { Size = 1 }); // for the next one
                }

                return rate;
            }
        """)]
    [InlineData(
        """
        public static int Of(string sku, bool isNew)
            {
                int rate;
                if (isNew)
                    Cache.TryRemove(sku, out _);
                if (Cache.TryGetValue(sku, out rate))
                    return rate;
                rate = Rate(sku);
                Cache.TryAdd(sku, rate);
                return rate;
            }
        """,
        """
        public static int Of(string sku, bool isNew)
            {
                int rate;
                if (isNew)
                    Cache.Remove(sku);
                if (Cache.TryGetValue(sku, out rate))
                    return rate;
                rate = Rate(sku);
                Cache.Set(sku, rate, new MemoryCacheEntryOptions { Size = 1 });
                return rate;
            }
        """)]
    [InlineData(
        "public static int Of(string sku) => Cache.TryGetValue(sku, out var rate) ? rate : Cache[sku] = Rate(sku);",
        "public static int Of(string sku) => Cache.TryGetValue(sku, out int rate) ? rate : Cache.Set(sku, Rate(sku), new MemoryCacheEntryOptions { Size = 1 });")]
    [InlineData(
        """
        public static int Of(string sku)
            {
                if (Cache.TryGetValue(sku, out var found))
                    return found;
                lock (Cache)
                {
                    if (Cache.TryGetValue(sku, out found))
                        return found;
                    return Cache[sku] = Rate(sku);
                }
            }
        """,
        """
        public static int Of(string sku)
            {
                if (Cache.TryGetValue(sku, out int found))
                    return found;
                lock (Cache)
                {
                    if (Cache.TryGetValue(sku, out found))
                        return found;
                    return Cache.Set(sku, Rate(sku), new MemoryCacheEntryOptions { Size = 1 });
                }
            }
        """)]
    public Task Use_TakesTheFormOfTheCache(string member, string fixedMember) => VerifyMemberAsync("int", member, fixedMember);

    [Theory]
    [InlineData(
        "string",
        "public static string Of(string sku) => Cache.GetOrAdd(sku, Text);",
        """
        public static string Of(string sku) => Cache.GetOrCreate(sku, entry =>
            {
                entry.Size = 1;
                return Text(sku);
            })!;
        """)]
    [InlineData(
        "string",
        """
        public static string Of(string sku)
            {
                if (!Cache.TryGetValue(sku, out var text))
                    Cache[sku] = text = Text(sku);
                return text;
            }
        """,
        """
        public static string Of(string sku)
            {
                if (Cache.Get<string>(sku) is not { } text)
                    Cache.Set(sku, text = Text(sku), new MemoryCacheEntryOptions { Size = 1 });
                return text;
            }
        """)]
    [InlineData(
        "string",
        """
        public static string Of(string sku)
            {
                if (Cache.TryGetValue(sku, out var text))
                    return text;
                return Cache[sku] = Text(sku);
            }
        """,
        """
        public static string Of(string sku)
            {
                if (Cache.Get<string>(sku) is { } text)
                    return text;
                return Cache.Set(sku, Text(sku), new MemoryCacheEntryOptions { Size = 1 });
            }
        """)]
    [InlineData(
        "string?",
        """
        public static string? Of(string sku)
            {
                if (Cache.TryGetValue(sku, out var text))
                    return text;
                return Cache[sku] = Text(sku);
            }
        """,
        """
        public static string? Of(string sku)
            {
                if (Cache.TryGetValue(sku, out string? text))
                    return text;
                return Cache.Set(sku, Text(sku), new MemoryCacheEntryOptions { Size = 1 });
            }
        """)]
    [InlineData(
        "long",
        """
        public static long Of(string sku)
            {
                if (!Cache.TryGetValue(sku, out var rate))
                    Cache[sku] = Rate(sku);
                return rate;
            }
        """,
        """
        public static long Of(string sku)
            {
                if (!Cache.TryGetValue(sku, out long rate))
                    Cache.Set<long>(sku, Rate(sku), new MemoryCacheEntryOptions { Size = 1 });
                return rate;
            }
        """)]
    [InlineData(
        "Task<string>",
        "public static Task<string> Of(string sku, CancellationToken stop) => Cache.GetOrAdd(sku, async key => { stop.ThrowIfCancellationRequested(); return await LoadAsync(key); });",
        """
        public static Task<string> Of(string sku, CancellationToken stop) => Cache.GetOrCreate<Task<string>>(sku, async entry =>
            {
                entry.Size = 1;
                stop.ThrowIfCancellationRequested(); return await LoadAsync(sku);
            })!;
        """)]
    public Task Value_KeepsItsType(string type, string member, string fixedMember) =>
        VerifyMemberAsync(type, member, fixedMember, NullableContextOptions.Enable);

    // What is kept is no value that can be made again.
    [Theory]
    [InlineData("object", "public static object Of(string sku) => Cache.GetOrAdd(sku, key => (object)Text(key));")]
    [InlineData("object", "public static object Of(string sku) => Cache.GetOrAdd(sku, _ => new object());")]
    [InlineData(
        "SemaphoreSlim",
        "public static SemaphoreSlim Of(string sku) => Cache.GetOrAdd(sku, key => new SemaphoreSlim(key.Length));")]
    [InlineData("List<string>", "public static void Of(string sku) => Cache.GetOrAdd(sku, key => new List<string> { key }).Add(sku);")]
    [InlineData(
        "ConcurrentDictionary<string, int>",
        "public static int Of(string sku) => Cache.GetOrAdd(sku, key => new ConcurrentDictionary<string, int> { [key] = 1 }).Count;")]
    [InlineData("int[]", "public static int[] Of(string sku) => Cache.GetOrAdd(sku, key => new int[key.Length]);")]
    [InlineData(
        "System.Text.StringBuilder",
        "public static int Of(string sku) => Cache.GetOrAdd(sku, key => new System.Text.StringBuilder(key)).Length;")]
    [InlineData(
        "System.IO.Stream",
        "public static System.IO.Stream Of(string sku) => Cache.GetOrAdd(sku, key => System.IO.File.OpenRead(key));")]
    [InlineData(
        "Lazy<string>",
        "public static string Of(string sku) => Cache.GetOrAdd(sku, key => new Lazy<string>(() => Text(key))).Value;")]
    [InlineData(
        "Counter",
        "public static Counter Of(string sku) => Cache.GetOrAdd(sku, key => new Counter(key));\n    public sealed class Counter { private int _count; public Counter(string name) => Name = name; public string Name { get; } public void Step() => _count++; }")]
    [InlineData(
        "Price",
        "public static Price Of(string sku) => Cache.GetOrAdd(sku, key => new Price { Sku = key });\n    public sealed class Price { public string Sku { get; set; } = \"\"; }")]
    [InlineData(
        "Price",
        "public static Price Of(string sku) => Cache.GetOrAdd(sku, key => new Price(key));\n    public sealed class Price : IDisposable { public Price(string sku) => Sku = sku; public string Sku { get; } public void Dispose() { } }")]
    [InlineData(
        "Price",
        "public static Price Of(string sku) => Cache.GetOrAdd(sku, key => new Price(key));\n    public sealed class Price { public Price(string sku) => Sku = sku; public string Sku { get; } public List<string> Notes { get; } = new(); }")]
    [InlineData(
        "Price",
        "public static Price Of(string sku) => Cache.GetOrAdd(sku, key => new Price(key));\n    public abstract class Part { public int Count; }\n    public sealed class Price : Part { public Price(string sku) => Sku = sku; public string Sku { get; } }")]
    [InlineData("Func<int>", "public static int Of(string sku) => Cache.GetOrAdd(sku, () => 3)();")]
    [InlineData(
        "Node<int>",
        "public static Node<int> Of(string sku) => Cache.GetOrAdd(sku, key => new Node<int>(key));\n    public sealed class Node<T> { public readonly Node<Node<T>>? Next; public Node(string sku) => Sku = sku; public string Sku { get; } }")]
    public Task State_NotOffered(string type, string member) => VerifyNotOfferedAsync(type, member);

    // Made a second time, it would be another one, or something would be done twice.
    [Theory]
    [InlineData("public static int Of(string sku) => Cache.GetOrAdd(sku, _ => 1);")]
    [InlineData("public static int Of(string sku) => Cache.GetOrAdd(sku, _ => Cache.GetHashCode());")]
    [InlineData("private static int s_next;\n    public static int Of(string sku) => Cache.GetOrAdd(sku, key => key.Length + s_next++);")]
    [InlineData("private static int s_next;\n    public static int Of(string sku) => Cache.GetOrAdd(sku, key => key.Length + Interlocked.Increment(ref s_next));")]
    [InlineData("private static int s_next;\n    public static int Of(string sku) => Cache.GetOrAdd(sku, Number);\n    private static int Number(string sku) { s_next += 1; return sku.Length + s_next; }")]
    [InlineData("private static int s_next;\n    public static int Of(string sku) => Cache.GetOrAdd(sku, key => Rate(key) + Next());\n    private static int Next() => ++s_next;")]
    [InlineData("public static int Of(string sku) => Cache.GetOrAdd(sku, key => key.Length + DateTime.UtcNow.Second);")]
    [InlineData("public static int Of(string sku) => Cache.GetOrAdd(sku, key => Random.Shared.Next(key.Length));")]
    [InlineData("public static int Of(string sku) => Cache.GetOrAdd(sku, key => key.Length + Guid.NewGuid().GetHashCode());")]
    [InlineData("public static int Of(string sku) => Cache.GetOrAdd(sku, key => { Announce(key); return key.Length; });\n    private static void Announce(string sku) { }")]
    [InlineData("public static int Of(string sku, Func<string, int> rate) => Cache.GetOrAdd(sku, rate);")]
    [InlineData("public static int Of(string sku, Func<string, int> rate) => Cache.GetOrAdd(sku, key => rate(key));")]
    [InlineData("public static int Of(string sku, int rate) => Cache.GetOrAdd(sku, rate);")]
    [InlineData("public static int Of(string sku, int discount) => Cache.GetOrAdd(sku, key => Rate(key) - discount);")]
    [InlineData("public static int Of(string sku, int discount) => Cache.GetOrAdd(sku, (key, less) => Rate(key) - less, discount);")]
    [InlineData("public static int Of(string sku, int total) { if (!Cache.TryGetValue(sku, out var first)) Cache[sku] = first = total; return first; }")]
    [InlineData("public static int Of(Tuple<string, int> order) { if (!Cache.TryGetValue(order.Item1, out var first)) Cache[order.Item1] = first = order.Item2; return first; }")]
    [InlineData("public static int Of(string sku) { if (!Cache.TryGetValue(sku, out var rate)) { Announce(sku); Cache[sku] = rate = Rate(sku); } return rate; }\n    private static void Announce(string sku) { }")]
    [InlineData("public static int Of(string sku) { if (Cache.TryGetValue(sku, out var rate)) return rate; rate = Rate(sku); Cache[sku] = rate; Announce(sku); return rate; }\n    private static void Announce(string sku) { }")]
    [InlineData("private static int s_last;\n    public static int Of(string sku) => Cache.GetOrAdd(sku, key => int.TryParse(key, out s_last) ? key.Length : 0);")]
    [InlineData("private static readonly Queue<int> Numbers = new(); // bound: 3\n    public static int Of(string sku) => Cache.GetOrAdd(sku, key => key.Length + Numbers.Dequeue());")]
    [InlineData("private static readonly HashSet<string> Seen = new(); // bound: 3\n    public static int Of(string sku) => Cache.GetOrAdd(sku, key => Seen.Add(key) ? key.Length : 0);")]
    public Task MakingThatCannotBeRepeated_NotOffered(string member) => VerifyNotOfferedAsync("int", member);

    // A key that is not found means something, or a key that is found gets another value.
    [Theory]
    [InlineData("public static void Put(string sku) => Cache[sku] = Rate(sku);\n    public static int Of(string sku) => Cache.TryGetValue(sku, out var rate) ? rate : throw new KeyNotFoundException();")]
    [InlineData("public static void Put(string sku) => Cache.GetOrAdd(sku, Rate);\n    public static bool Knows(string sku) => Cache.TryGetValue(sku, out _);")]
    [InlineData("public static int Of(string sku) => Cache.GetOrAdd(sku, Rate);\n    public static void Put(string sku) => Cache[sku] = Rate(sku);")]
    [InlineData("public static int Of(string sku) { if (!Cache.TryGetValue(sku, out var rate)) Cache[sku + sku] = rate = Rate(sku); return rate; }")]
    [InlineData("public static int Of(string sku) { if (!Cache.TryGetValue(sku, out var rate)) { sku = sku.Trim(); Cache[sku] = rate = Rate(sku); } return rate; }")]
    [InlineData("public static int Of(string sku) { var key = sku; if (!Cache.TryGetValue(key, out var rate)) { key = sku + sku; Cache[key] = rate = Rate(key); } return rate; }")]
    [InlineData("public static int Of(string sku) { if (Cache.TryGetValue(sku, out var rate)) { Cache[sku] = rate = Rate(sku); } else { Cache[sku] = 1; } return rate; }")]
    [InlineData("public static int Of(string sku) { Cache.TryGetValue(sku, out var rate); if (rate == 0) Cache[sku] = rate = Rate(sku); return rate; }")]
    [InlineData("public static bool See(string sku) => Cache.TryAdd(sku, Rate(sku));")]
    [InlineData("public static void Count(string sku) => Cache.AddOrUpdate(sku, 1, (_, count) => count + 1);")]
    [InlineData("public static int Of(string sku, bool isNew) { if (isNew && Cache.TryRemove(sku, out var old)) return old; return Cache.GetOrAdd(sku, Rate); }")]
    public Task Registry_NotOffered(string member) => VerifyNotOfferedAsync("int", member);

    // A cache cannot tell, or is not what is asked for.
    [Theory]
    [InlineData("public static int Count => Cache.Count;")]
    [InlineData("public static ICollection<string> Keys => Cache.Keys;")]
    [InlineData("public static int Sum() { var sum = 0; foreach (var pair in Cache) sum += pair.Value; return sum; }")]
    [InlineData("public static int Known(string sku) => Cache[sku];")]
    [InlineData("public static bool Has(string sku) => Cache.ContainsKey(sku);")]
    [InlineData("public static string Name => nameof(Cache);")]
    [InlineData("public static IReadOnlyDictionary<string, int> All() => Cache;")]
    [InlineData("public static void Nested(string sku) => Cache.GetOrAdd(sku, key => Cache.GetOrAdd(key + key, Rate));")]
    public Task OtherUse_NotOffered(string member) =>
        VerifyNotOfferedAsync("int", "public static int Of(string sku) => Cache.GetOrAdd(sku, Rate);\n\n    " + member);

    [Theory]
    [InlineData("[|Cache|] = new(StringComparer.OrdinalIgnoreCase);")]
    [InlineData("[|Cache|] = new() { [\"\"] = 0 };")]
    [InlineData("[|Cache|] = new(), Other = new();")]
    [InlineData("[|Cache|] = Make();\n    private static ConcurrentDictionary<string, int> Make() => new();")]
    public Task Declaration_NotOffered(string field) =>
        VerifyNotOfferedAsync(Source("int", field, "public static int Of(string sku) => Cache.GetOrAdd(sku, Rate);"));

    [Fact]
    public Task KeyOfAnotherKind_NotOffered() =>
        VerifyNotOfferedAsync(Source(
            "int",
            "[|Cache|] = new();",
            "public static int Of(int id) => Cache.GetOrAdd(id, key => (int)key + 1);").Replace("<string, int> [|", "<long, int> [|"));

    [Fact]
    public Task OpenAccess_NotOffered() =>
        VerifyNotOfferedAsync(Source("int", "[|Cache|] = new();", "public static int Of(string sku) => Cache.GetOrAdd(sku, Rate);").Replace(
            "private static readonly",
            "internal static readonly"));

    [Fact]
    public Task NoReferenceToTheCache_NotOffered()
    {
        var test = New<StaticCollectionGrowsAnalyzer>();
        test.References = ReferenceSets.Net;
        return VerifyNotOfferedAsync(
            Source("int", "[|Cache|] = new();", "public static int Of(string sku) => Cache.GetOrAdd(sku, Rate);"),
            test);
    }

    [Fact]
    public Task AnotherTypeOfThatName_NotOffered() =>
        VerifyNotOfferedAsync(Source(
            "int",
            "[|Cache|] = new();",
            "public static int Of(string sku) => Cache.GetOrAdd(sku, Rate);\n    private sealed class MemoryCache { }"));

    // A comment, a line end and a lock stay; what holds locks by key stays as it is.
    [Fact]
    public Task FixAll_StoresOfOneType() => VerifyAsync(
        Usings +
        """

        public sealed class Prices
        {
            // Rates by sku.
            private static readonly Dictionary<string, int> [|Rates|] = new Dictionary<string, int>();

            private static readonly ConcurrentDictionary<(string, int), string> [|Texts|] = new(); // by sku and count
            private static readonly ConcurrentDictionary<string, SemaphoreSlim> [|Locks|] = new();

            public static int RateOf(string sku)
            {
                lock (Rates)
                {
                    if (!Rates.TryGetValue(sku, out var rate))
                        Rates.Add(sku, rate = sku.Length);
                    return rate;
                }
            }

            public static string TextOf(string sku, int count) => Texts.GetOrAdd((sku, count), key => sku + count);

            public static SemaphoreSlim LockOf(string sku) => Locks.GetOrAdd(sku, _ => new SemaphoreSlim(1));
        }
        """,
        Usings.TrimEnd() + "\n" +
        """
        using Microsoft.Extensions.Caching.Memory;

        public sealed class Prices
        {
            private const int RatesSizeLimit = 1000;

            // Rates by sku.
            private static readonly MemoryCache Rates = new MemoryCache(new MemoryCacheOptions { SizeLimit = RatesSizeLimit });

            private const int TextsSizeLimit = 1000;

            private static readonly MemoryCache Texts = new MemoryCache(new MemoryCacheOptions { SizeLimit = TextsSizeLimit }); // by sku and count
            private static readonly ConcurrentDictionary<string, SemaphoreSlim> [|Locks|] = new();

            public static int RateOf(string sku)
            {
                lock (Rates)
                {
                    if (!Rates.TryGetValue(sku, out int rate))
                        Rates.Set(sku, rate = sku.Length, new MemoryCacheEntryOptions { Size = 1 });
                    return rate;
                }
            }

            public static string TextOf(string sku, int count) => Texts.GetOrCreate((sku, count), entry =>
            {
                entry.Size = 1;
                return sku + count;
            });

            public static SemaphoreSlim LockOf(string sku) => Locks.GetOrAdd(sku, _ => new SemaphoreSlim(1));
        }
        """);

    [Fact]
    public Task StoreOfASingleton_IsReplaced() => VerifyAsync<SingletonCollectionGrowsAnalyzer>(
        Usings +
        """

        public sealed class Prices
        {
            public static readonly Prices Instance = new();

            private readonly ConcurrentDictionary<string, int> [|_cache|] = new();

            private Prices() { }

            public int Of(string sku) => _cache.GetOrAdd(sku, key => key.Length);
        }
        """,
        Usings.TrimEnd() + "\n" +
        """
        using Microsoft.Extensions.Caching.Memory;

        public sealed class Prices
        {
            public static readonly Prices Instance = new();

            private const int CacheSizeLimit = 1000;

            private readonly MemoryCache _cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = CacheSizeLimit });

            private Prices() { }

            public int Of(string sku) => _cache.GetOrCreate(sku, entry =>
            {
                entry.Size = 1;
                return sku.Length;
            });
        }
        """);

    private static Task VerifyMemberAsync(
        string type,
        string member,
        string fixedMember,
        NullableContextOptions nullable = NullableContextOptions.Disable) => VerifyAsync(
        Source(type, $"[|Cache|] = new ConcurrentDictionary<string, {type}>();", member),
        $$"""
        {{Usings.TrimEnd()}}
        using Microsoft.Extensions.Caching.Memory;

        public sealed class Prices
        {
            private const int CacheSizeLimit = 1000;

            private static readonly MemoryCache Cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = CacheSizeLimit });

            {{fixedMember}}
        {{Makers}}
        """,
        nullable);

    private static string Source(string type, string field, string member) =>
        $$"""
        {{Usings}}
        public sealed class Prices
        {
            private static readonly ConcurrentDictionary<string, {{type}}> {{field}}

            {{member}}
        {{Makers}}
        """;

    private static Task VerifyAsync(string source, string fixedSource, NullableContextOptions nullable = NullableContextOptions.Disable) =>
        VerifyAsync<StaticCollectionGrowsAnalyzer>(source, fixedSource, nullable);

    private static async Task VerifyAsync<TAnalyzer>(
        string source,
        string fixedSource,
        NullableContextOptions nullable = NullableContextOptions.Disable)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = New<TAnalyzer>();
        test.NullableContextOptions = nullable;
        test.TestCode = source;
        test.FixedCode = fixedSource;
        await test.RunAsync();

        // The cache that it makes has a limit and entries with a size.
        var judged = new CSharpAnalyzerVerifier<CacheIsUnboundedAnalyzer>.Test
        {
            TestCode = fixedSource.Replace("[|", "").Replace("|]", ""),
            References = ReferenceSets.AspNetCore,
            NullableContextOptions = nullable
        };
        await judged.RunAsync();
    }

    private static Task VerifyNotOfferedAsync(string type, string member) =>
        VerifyNotOfferedAsync(Source(type, "[|Cache|] = new();", member));

    private static Task VerifyNotOfferedAsync(string source) => VerifyNotOfferedAsync(source, New<StaticCollectionGrowsAnalyzer>());

    private static async Task VerifyNotOfferedAsync(
        string source,
        CSharpCodeFixVerifier<StaticCollectionGrowsAnalyzer, UseMemoryCacheCodeFix>.Test test)
    {
        test.TestCode = source;
        test.FixedCode = source;
        await test.RunAsync();
    }

    private static CSharpCodeFixVerifier<TAnalyzer, UseMemoryCacheCodeFix>.Test New<TAnalyzer>()
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        new() { References = ReferenceSets.AspNetCore, CodeActionEquivalenceKey = UseMemoryCacheCodeFix.EquivalenceKey };
}
