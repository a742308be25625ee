using System.Diagnostics.CodeAnalysis;
using GrowthGuard.TestHarness;
using VerifyCS = GrowthGuard.TestHarness.CSharpAnalyzerVerifier<GrowthGuard.Analyzers.Rules.Growth.CacheIsUnboundedAnalyzer>;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth;

/// <summary>GG1005: caches that limit nothing, entries that never leave, and entries that a limited cache refuses.</summary>
public sealed class CacheIsUnboundedTests
{
    [Fact]
    public Task OwnCache_DiagnosticWhereItIsCreated() => VerifyAsync(
        """
        public static class Prices
        {
            static readonly MemoryCache Quotes = {|#0:new MemoryCache(new MemoryCacheOptions())|};

            public static void Keep(Order order) => {|#1:Quotes.Set(order.Id, order.Total)|};

            public static decimal Get(string id) => {|#2:Quotes.GetOrCreate(id, entry => 1m)|};
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2)
            .WithMessage(
                "Cache 'Quotes' has no size limit, and entries that never expire are added in 'Keep' and in 1 other place (keyed by 'order.Id', open domain)"));

    [Fact]
    public Task OptionsInOtherForms_Diagnostic() => VerifyAsync(
        """
        public static class Prices
        {
            static readonly MemoryCacheOptions Options = new() { ExpirationScanFrequency = TimeSpan.FromMinutes(1) };
            static readonly IMemoryCache A = [|new MemoryCache(Options)|];
            static readonly IMemoryCache B = [|new MemoryCache(Microsoft.Extensions.Options.Options.Create(new MemoryCacheOptions()))|];
            static readonly IMemoryCache C;

            static Prices()
            {
                var options = new MemoryCacheOptions();
                options.TrackStatistics = true;
                C = [|new MemoryCache(options)|];
            }

            public static void Keep(Order order)
            {
                A.Set(order.Id, order);
                B.Set(order.Id, order);
                C.Set(order.Id, order);
            }
        }
        """);

    [Theory]
    [InlineData("new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = null }", true)]
    [InlineData("new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = default }", true)]
    [InlineData("new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = default(TimeSpan?) }", true)]
    [InlineData("new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) }", false)]
    public Task ExpiryThatIsNone_Diagnostic(string options, bool isReported) => VerifyAsync(
        $$"""
        public static class Prices
        {
            static readonly MemoryCache Quotes = {{(isReported ? "[|" : "")}}new MemoryCache(new MemoryCacheOptions()){{(isReported ? "|]" : "")}};

            public static void Keep(Order order) => Quotes.Set(order.Id, order, {{options}});
        }
        """);

    [Theory]
    [InlineData("null", true)]
    [InlineData("default", true)]
    [InlineData("default(long?)", true)]
    [InlineData("1000", false)]
    public Task LimitThatIsNone_Diagnostic(string limit, bool isReported) => VerifyAsync(
        $$"""
        public static class Prices
        {
            static readonly MemoryCache Quotes = {{(isReported ? "[|" : "")}}new MemoryCache(new MemoryCacheOptions { SizeLimit = {{limit}} }){{(isReported ? "|]" : "")}};

            public static void Keep(Order order) => Quotes.Set(order.Id, order, new MemoryCacheEntryOptions { Size = 1 });
        }
        """);

    [Fact]
    public Task SizeWithoutLimit_Diagnostic() => VerifyAsync(
        """
        public static class Prices
        {
            static readonly MemoryCache Quotes = [|new MemoryCache(new MemoryCacheOptions())|];

            public static void Keep(Order order) => Quotes.Set(order.Id, order, new MemoryCacheEntryOptions { Size = 1 });
        }
        """);

    [Fact]
    public Task EntryForms_Diagnostic() => VerifyAsync(
        """
        public static class Prices
        {
            static readonly MemoryCache A = [|new MemoryCache(new MemoryCacheOptions())|];
            static readonly MemoryCache B = [|new MemoryCache(new MemoryCacheOptions())|];
            static readonly MemoryCache C = [|new MemoryCache(new MemoryCacheOptions())|];
            static readonly MemoryCache D = [|new MemoryCache(new MemoryCacheOptions())|];
            static readonly MemoryCacheEntryOptions Options = new() { Priority = CacheItemPriority.High };

            public static void Keep(Order order)
            {
                using (var entry = A.CreateEntry(order.Id))
                    entry.Value = order;
                B.Set(order.Id, order, Options);
                C.GetOrCreate(order.Id, entry =>
                {
                    entry.Priority = CacheItemPriority.Low;
                    return order;
                });
            }

            public static Task<Order> Find(string id) => D.GetOrCreateAsync(id, FindCore);

            static Task<Order> FindCore(ICacheEntry entry) => Task.FromResult(new Order((string)entry.Key, 0));
        }
        """);

    [Fact]
    public Task SingletonsCache_Diagnostic() => VerifyAsync(
        """
        public sealed class Prices
        {
            private readonly MemoryCache _quotes;

            public Prices() => _quotes = [|new MemoryCache(new MemoryCacheOptions())|];

            public void Keep(Order order) => _quotes.Set(order.Id, order);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddSingleton<Prices>();
        }
        """);

    [Fact]
    public Task InjectedCache_DiagnosticAtEntry() => VerifyAsync(
        """
        public sealed class Prices
        {
            private readonly IMemoryCache _cache;

            public Prices(IMemoryCache cache) => _cache = cache ?? throw new ArgumentNullException(nameof(cache));

            public void Keep(Order order) => {|#0:_cache.Set("order-" + order.Id, order)|};
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0)
            .WithMessage(
                "Cache 'cache' has no visible size limit, and this entry never expires (keyed by '\"order-\" + order.Id', open domain)"));

#if ROSLYN_4_14_OR_GREATER
    [Fact]
    public Task InjectedIntoPrimaryConstructor_Diagnostic() => VerifyAsync(
        """
        public sealed class Prices(IMemoryCache cache)
        {
            public Task<Order> Get(string id) => [|cache.GetOrCreateAsync(id, entry => Task.FromResult(new Order(id, 0)))|];
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services)
            {
                services.AddMemoryCache();
                services.AddSingleton(provider => new Prices(provider.GetRequiredService<IMemoryCache>()));
            }
        }
        """);
#endif

    [Fact]
    public Task ResolvedCache_Diagnostic() => VerifyAsync(
        """
        public sealed class Prices
        {
            private readonly IMemoryCache _cache;

            public Prices(IServiceProvider services) => _cache = services.GetRequiredService<IMemoryCache>();

            public void Keep(Order order) => [|_cache.Set(order.Id, order)|];
        }
        """);

    [Fact]
    public Task LimitButNoSize_Diagnostic() => VerifyAsync(
        """
        public static class Prices
        {
            static readonly MemoryCache Quotes = new MemoryCache(new MemoryCacheOptions { SizeLimit = 100 });

            public static void Keep(Order order) => {|#0:Quotes.Set(order.Id, order, TimeSpan.FromMinutes(1))|};

            public static void KeepSized(Order order) => Quotes.Set(order.Id, order, new MemoryCacheEntryOptions().SetSize(1));
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0)
            .WithMessage("Cache 'Quotes' has a size limit, but this entry has no size: adding it throws InvalidOperationException"));

    [Fact]
    public Task RegisteredLimitButNoSize_Diagnostic() => VerifyAsync(
        """
        public sealed class Prices
        {
            private readonly IMemoryCache cache;

            public Prices(IMemoryCache cache) => this.cache = cache;

            public void Keep(Order order) => [|cache.Set(order.Id, order, TimeSpan.FromMinutes(1))|];

            public Order Get(string id) => cache.GetOrCreate(id, entry => { entry.Size = 1; return new Order(id, 0); });
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) => services.AddMemoryCache(options => options.SizeLimit = 1000);
        }
        """);

    [Fact]
    public Task LimitFromConfiguration_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Settings { public long? Limit { get; set; } }

        public sealed class Prices
        {
            private readonly IMemoryCache cache;

            public Prices(IMemoryCache cache) => this.cache = cache;

            public void Keep(Order order) => cache.Set(order.Id, order);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services, Settings settings) => services.AddMemoryCache(options => options.SizeLimit = settings.Limit);
        }
        """);

    [Fact]
    public Task LimitOfRegisteredInstance_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Prices
        {
            private readonly IMemoryCache cache;

            public Prices(IMemoryCache cache) => this.cache = cache;

            public void Keep(Order order) => cache.Set(order.Id, order);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services) =>
                services.AddSingleton<IMemoryCache>(_ => new MemoryCache(new MemoryCacheOptions { SizeLimit = 10 }));
        }
        """);

    [Fact]
    public Task LimitAndSizes_NoDiagnostic() => VerifyAsync(
        """
        public static class Prices
        {
            const int Max = 100;
            static readonly MemoryCache A = new MemoryCache(new MemoryCacheOptions { SizeLimit = Max });
            static readonly MemoryCache B;

            static Prices()
            {
                var options = new MemoryCacheOptions();
                options.SizeLimit = Max;
                B = new MemoryCache(options);
            }

            public static void Keep(Order order)
            {
                A.Set(order.Id, order, new MemoryCacheEntryOptions { Size = 1 });
                B.GetOrCreate(order.Id, entry => { entry.SetSize(1); return order; });
                using var created = A.CreateEntry(order.Id);
                created.Size = 1;
                created.Value = order;
            }
        }
        """);

    [Fact]
    public Task ExpiryOfAnyKind_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Prices
        {
            private readonly IMemoryCache cache;

            public Prices(IMemoryCache cache) => this.cache = cache;

            private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
            private static readonly MemoryCacheEntryOptions Shared = new MemoryCacheEntryOptions().SetSlidingExpiration(Life);

            public void Keep(Order order, CancellationToken end)
            {
                cache.Set(order.Id + "1", order, Life);
                cache.Set(order.Id + "2", order, DateTimeOffset.UtcNow + Life);
                cache.Set(order.Id + "3", order, new Microsoft.Extensions.Primitives.CancellationChangeToken(end));
                cache.Set(order.Id + "4", order, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Life });
                cache.Set(order.Id + "5", order, Shared);
                var options = new MemoryCacheEntryOptions();
                options.SlidingExpiration = Life;
                cache.Set(order.Id + "6", order, options);
                var tokens = new MemoryCacheEntryOptions();
                tokens.ExpirationTokens.Add(new Microsoft.Extensions.Primitives.CancellationChangeToken(end));
                cache.Set(order.Id + "7", order, tokens);
                using var entry = cache.CreateEntry(order.Id + "8");
                entry.AbsoluteExpirationRelativeToNow = Life;
                cache.CreateEntry(order.Id + "9").SetValue(order).SetAbsoluteExpiration(Life).Dispose();
            }

            public Order Get(string id) => cache.GetOrCreate(id, entry =>
            {
                entry.SetAbsoluteExpiration(Life);
                return new Order(id, 0);
            });

            public Order GetByHelper(string id) => cache.GetOrCreate(id, entry =>
            {
                Configure(entry);
                return new Order(id, 0);
            });

            public Order GetByOptions(string id) => cache.GetOrCreate(id, entry =>
            {
                entry.SetOptions(Shared);
                return new Order(id, 0);
            });

            public Order GetByMethod(string id) => cache.GetOrCreate(id, Create);

            private static Order Create(ICacheEntry entry)
            {
                entry.SlidingExpiration = Life;
                return new Order("", 0);
            }

            private static void Configure(ICacheEntry entry) => entry.AbsoluteExpirationRelativeToNow = Life;
        }
        """);

    [Fact]
    public Task OptionsOutOfSight_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Prices
        {
            private readonly IMemoryCache cache;
            private readonly MemoryCacheEntryOptions options;
            private readonly Func<ICacheEntry, Order> create;

            public Prices(IMemoryCache cache, MemoryCacheEntryOptions options, Func<ICacheEntry, Order> create)
            {
                this.cache = cache;
                this.options = options;
                this.create = create;
            }

            public void Keep(Order order) => cache.Set(order.Id, order, options);

            public void KeepToo(Order order, MemoryCacheEntryOptions given) => cache.Set(order.Id, order, given);

            public Order Get(string id) => cache.GetOrCreate(id, create);

            public Order GetToo(string id) => cache.GetOrCreate(id, entry => create(entry));
        }
        """);

    [Fact]
    public Task ClosedKeys_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Prices
        {
            private readonly IMemoryCache cache;

            public Prices(IMemoryCache cache) => this.cache = cache;

            private const string Key = "prices";

            public void Keep(decimal price) => cache.Set(Key, price);

            public void KeepOfType<T>(T value) => cache.Set(typeof(T), value);

            public void KeepOfDay(DayOfWeek day, decimal price) => cache.Set($"{nameof(Prices)}-{day}", price);

            public void KeepSettings() => KeepCore("settings", 1);

            private void KeepCore(string key, object value) => cache.Set(key, value);
        }
        """);

    [Fact]
    public Task SizedEntryOfInjectedCache_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Compiled
        {
            private readonly IMemoryCache cache;

            public Compiled(IMemoryCache cache) => this.cache = cache;

            public void Keep(string query, object plan) => cache.Set(query, plan, new MemoryCacheEntryOptions { Size = 10 });
        }
        """);

    [Fact]
    public Task RemovedElsewhere_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Sessions
        {
            private readonly IMemoryCache cache;

            public Sessions(IMemoryCache cache) => this.cache = cache;

            public void Open(string id) => cache.Set(id, new object());

            public void Close(string id) => cache.Remove(id);
        }
        """);

    [Fact]
    public Task RemovedToRefresh_Diagnostic() => VerifyAsync(
        """
        public sealed class Sessions
        {
            private readonly IMemoryCache cache;

            public Sessions(IMemoryCache cache) => this.cache = cache;

            public void Open(string id)
            {
                cache.Remove(id);
                [|cache.Set(id, new object())|];
            }
        }
        """);

    [Fact]
    public Task ClearedOrGuarded_NoDiagnostic() => VerifyAsync(
        """
        public static class Prices
        {
            static readonly MemoryCache Cleared = new MemoryCache(new MemoryCacheOptions());
            static readonly MemoryCache Guarded = new MemoryCache(new MemoryCacheOptions());

            public static void Keep(Order order)
            {
                Cleared.Set(order.Id, order);
                if (Guarded.Count < 1000)
                    Guarded.Set(order.Id, order);
            }

            public static void OnLowMemory() => Cleared.Compact(0.5);
        }
        """);

    [Fact]
    public Task ShortLivedCache_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Import
        {
            private readonly MemoryCache _seen = new MemoryCache(new MemoryCacheOptions());

            public void Add(Order order) => _seen.Set(order.Id, order);
        }
        """);

    [Fact]
    public Task CacheOfTheCallersChoice_NoDiagnostic() => VerifyAsync(
        """
        public sealed class Wallet
        {
            private readonly IMemoryCache cache;

            public Wallet(IMemoryCache cache) => this.cache = cache;

            public void Keep(Order order) => cache.Set(order.Id, order);
        }

        public static class Wallets
        {
            public static Wallet Create(MemoryCacheOptions options) => new Wallet(new MemoryCache(options));
        }
        """);

    [Fact]
    public Task FilledDuringInitialisation_NoDiagnostic() => VerifyAsync(
        """
        public static class Prices
        {
            static readonly MemoryCache Quotes = new MemoryCache(new MemoryCacheOptions());

            static Prices()
            {
                foreach (var line in System.IO.File.ReadAllLines("prices"))
                    Quotes.Set(line, line);
            }

            public static object Get(string key) => Quotes.Get(key);
        }
        """);

    [Fact]
    public Task DocumentedBound_NoDiagnostic() => VerifyAsync(
        """
        public static class Prices
        {
            [GrowthGuard.Bounded(By = "one entry per tenant, 40 tenants")]
            static readonly MemoryCache Tenants = new MemoryCache(new MemoryCacheOptions());

            public static void Keep(string tenant, object value) => Tenants.Set(tenant, value);
        }
        """);

    [Fact]
    public Task BoundedByDefault_NoDiagnostic() => VerifyAsync(
        """
        using Microsoft.Extensions.Caching.Distributed;

        public sealed class Prices
        {
            private readonly IDistributedCache cache;

            public Prices(IDistributedCache cache) => this.cache = cache;

            public void Keep(Order order, byte[] value) => cache.Set(order.Id, value);
        }

        public static class Startup
        {
            public static void ConfigureServices(IServiceCollection services)
            {
                services.AddDistributedMemoryCache();
                services.AddOutputCache();
                services.AddResponseCaching();
            }
        }
        """);

    [Fact]
    public Task TestFixture_NoDiagnostic() => VerifyAsync(
        """
        namespace Xunit { public sealed class FactAttribute : Attribute { } }

        public class PriceTests
        {
            static readonly MemoryCache Quotes = new MemoryCache(new MemoryCacheOptions());

            [Xunit.Fact]
            public void Keeps() => Quotes.Set(Guid.NewGuid(), 1);
        }
        """);

    [Fact]
    public Task HalfTyped_NoException() => VerifyAsync(
        """
        public sealed class Prices(IMemoryCache cache
        {
            static readonly MemoryCache Quotes = new MemoryCache(new { SizeLimit = );

            public void Keep(Order order) => cache.Set(order.Id, ;

            public Order Get(string id) => Quotes.GetOrCreate(id, entry => { entry. });
        }
        """,
        compiles: false);

    private static Task VerifyAsync([StringSyntax("C#-test")] string source, params DiagnosticResult[] expected) =>
        VerifyAsync(source, compiles: true, expected);

    private static async Task VerifyAsync([StringSyntax("C#-test")] string source, bool compiles, params DiagnosticResult[] expected)
    {
        var test = LongLivedHost.Prepare(new VerifyCS.Test(), source);
        test.CompilerDiagnostics = compiles ? CompilerDiagnostics.Errors : CompilerDiagnostics.None;
        test.ExpectedDiagnostics.AddRange(expected);
        await test.RunAsync();
    }
}
