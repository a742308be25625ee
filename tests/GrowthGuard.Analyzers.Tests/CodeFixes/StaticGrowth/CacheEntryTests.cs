using GrowthGuard.Analyzers.Rules.Growth;
using GrowthGuard.Analyzers.Tests.StaticGrowth;
using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using GrowthGuard.TestHarness;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.Analyzers.Tests.CodeFixes.StaticGrowth;

/// <summary>The two fixes of GG1005: entries that expire, and a cache with a limit whose entries have a size.</summary>
public sealed class CacheEntryTests
{
    private const string Own = """
        public static class Prices
        {
            private static readonly MemoryCache Quotes = [|new MemoryCache(new MemoryCacheOptions())|];
            private static readonly int Other;

            public static void Keep(Order order) => Quotes.Set(order.Id, order);

            public static Order Get(string id) => Quotes.GetOrCreate(id, _ => new Order(id, 0));

            public static Order GetMore(string id) => Quotes.GetOrCreate(id, created =>
            {
                // Made only once.
                return new Order(id, 0);
            });

            public static void Put(Order order)
            {
                using var entry = Quotes.CreateEntry(order.Id);
                entry.Value = order;
                Quotes.Set(order.Id, order, new MemoryCacheEntryOptions { Priority = CacheItemPriority.Low });
            }
        }
        """;

    [Fact]
    public Task OwnCache_EntriesExpire() => VerifyAsync<ExpireEntriesCodeFix>(
        Own,
        """
        public static class Prices
        {
            private static readonly MemoryCache Quotes = new MemoryCache(new MemoryCacheOptions());
            private static readonly int Other;

            public static void Keep(Order order) => Quotes.Set(order.Id, order, TimeSpan.FromMinutes(10));

            public static Order Get(string id) => Quotes.GetOrCreate(id, entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10);
                return new Order(id, 0);
            });

            public static Order GetMore(string id) => Quotes.GetOrCreate(id, created =>
            {
                created.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10);
                // Made only once.
                return new Order(id, 0);
            });

            public static void Put(Order order)
            {
                using var entry = Quotes.CreateEntry(order.Id).SetAbsoluteExpiration(TimeSpan.FromMinutes(10));
                entry.Value = order;
                Quotes.Set(order.Id, order, new MemoryCacheEntryOptions { Priority = CacheItemPriority.Low, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10) });
            }
        }
        """);

    [Fact]
    public Task OwnCache_GetsLimitAndEntriesGetSize() => VerifyAsync<SizeEntriesCodeFix>(
        Own,
        """
        public static class Prices
        {
            private const int QuotesSizeLimit = 1000;

            private static readonly MemoryCache Quotes = new MemoryCache(new MemoryCacheOptions { SizeLimit = QuotesSizeLimit });
            private static readonly int Other;

            public static void Keep(Order order) => Quotes.Set(order.Id, order, new MemoryCacheEntryOptions { Size = 1 });

            public static Order Get(string id) => Quotes.GetOrCreate(id, entry =>
            {
                entry.Size = 1;
                return new Order(id, 0);
            });

            public static Order GetMore(string id) => Quotes.GetOrCreate(id, created =>
            {
                created.Size = 1;
                // Made only once.
                return new Order(id, 0);
            });

            public static void Put(Order order)
            {
                using var entry = Quotes.CreateEntry(order.Id).SetSize(1);
                entry.Value = order;
                Quotes.Set(order.Id, order, new MemoryCacheEntryOptions { Priority = CacheItemPriority.Low, Size = 1 });
            }
        }
        """);

    [Fact]
    public Task InjectedCache_EntriesExpire() => VerifyAsync<ExpireEntriesCodeFix>(
        """
        public sealed class Prices
        {
            private readonly IMemoryCache cache;

            public Prices(IMemoryCache cache) => this.cache = cache;

            public void Keep(Order order) => [|cache.Set(order.Id, order)|];

            public Task<Order> Get(string id) => [|cache.GetOrCreateAsync(id, async entry => await Task.FromResult(new Order(id, 0)))|];
        }
        """,
        """
        public sealed class Prices
        {
            private readonly IMemoryCache cache;

            public Prices(IMemoryCache cache) => this.cache = cache;

            public void Keep(Order order) => cache.Set(order.Id, order, TimeSpan.FromMinutes(10));

            public Task<Order> Get(string id) => cache.GetOrCreateAsync(id, async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10);
                return await Task.FromResult(new Order(id, 0));
            });
        }
        """);

    [Fact]
    public Task InjectedCache_GetsNoLimit()
    {
        const string Source = """
            public sealed class Prices
            {
                private readonly IMemoryCache cache;

                public Prices(IMemoryCache cache) => this.cache = cache;

                public void Keep(Order order) => [|cache.Set(order.Id, order)|];
            }
            """;
        return VerifyAsync<SizeEntriesCodeFix>(Source, Source);
    }

    [Fact]
    public Task CacheWithOtherEntries_GetsNoLimit()
    {
        const string Source = """
            public static class Prices
            {
                private static readonly MemoryCache Quotes = [|new MemoryCache(new MemoryCacheOptions())|];

                public static void Keep(Order order)
                {
                    Quotes.Set(order.Id, order);
                    Quotes.Set(order.Id, order.Total, TimeSpan.FromMinutes(1));
                }
            }
            """;
        return VerifyAsync<SizeEntriesCodeFix>(Source, Source);
    }

    [Fact]
    public Task LimitedCache_EntriesGetSize() => VerifyAsync<SizeEntriesCodeFix>(
        """
        public static class Prices
        {
            private static readonly MemoryCache Quotes = new MemoryCache(new MemoryCacheOptions { SizeLimit = 10 });

            public static void Keep(Order order)
            {
                [|Quotes.Set(order.Id, order)|];
                [|Quotes.Set(order.Id, order, TimeSpan.FromMinutes(1))|];
            }
        }
        """,
        """
        public static class Prices
        {
            private static readonly MemoryCache Quotes = new MemoryCache(new MemoryCacheOptions { SizeLimit = 10 });

            public static void Keep(Order order)
            {
                Quotes.Set(order.Id, order, new MemoryCacheEntryOptions { Size = 1 });
                Quotes.Set(order.Id, order, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1), Size = 1 });
            }
        }
        """);

    [Fact]
    public Task LimitedCache_ExpiryIsNoFix()
    {
        const string Source = """
            public static class Prices
            {
                private static readonly MemoryCache Quotes = new MemoryCache(new MemoryCacheOptions { SizeLimit = 10 });

                public static void Keep(Order order) => [|Quotes.Set(order.Id, order)|];
            }
            """;
        return VerifyAsync<ExpireEntriesCodeFix>(Source, Source);
    }

    [Fact]
    public Task OptionsInField_NoFix()
    {
        const string Source = """
            public sealed class Prices
            {
                private readonly IMemoryCache cache;

                public Prices(IMemoryCache cache) => this.cache = cache;

                private static readonly MemoryCacheEntryOptions Options = new() { Priority = CacheItemPriority.Low };

                public void Keep(Order order) => [|cache.Set(order.Id, order, Options)|];
            }
            """;
        return VerifyAsync<ExpireEntriesCodeFix>(Source, Source);
    }

    private static async Task VerifyAsync<TFix>(string source, string fixedSource)
        where TFix : CodeFixProvider, new()
    {
        var test = LongLivedHost.Prepare(new CSharpCodeFixVerifier<CacheIsUnboundedAnalyzer, TFix>.Test(), source);
        LongLivedHost.PrepareFixed(test.FixedState, fixedSource);
        await test.RunAsync();
    }
}
