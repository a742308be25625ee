using GrowthGuard.Analyzers.Rules.Growth;

namespace GrowthGuard.Analyzers.Tests.StaticGrowth.RealLeaks;

/// <summary>GG1005 on leaks that were fixed in public repositories.</summary>
public sealed class CacheRealLeaksTests
{
    private static readonly Dictionary<string, RealLeak> Leaks = new()
    {
        ["Messages in the shared cache with a priority and no expiry (DSharpPlus)"] = new(
            """
            public sealed record Message(ulong Id, string Text);

            public class Messages
            {
                private readonly IMemoryCache _cache;
                private readonly MemoryCacheEntryOptions _options = new() { Priority = CacheItemPriority.Low };

                public Messages(IMemoryCache cache) => _cache = cache;

                public void Add(Message message) => {|GG1005:_cache.Set(message.Id, message, _options)|};
            }

            public static class Startup
            {
                public static void ConfigureServices(IServiceCollection services) { services.AddMemoryCache(); services.AddSingleton<Messages>(); }
            }
            """,
            """
            public sealed record Message(ulong Id, string Text);

            public class Messages
            {
                private readonly IMemoryCache _cache;
                private readonly MemoryCacheEntryOptions _options;

                public Messages(IMemoryCache cache, TimeSpan life)
                {
                    _cache = cache;
                    _options = new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = life, AbsoluteExpirationRelativeToNow = life * 4 };
                }

                public void Add(Message message) => _cache.Set(message.Id, message, _options);
            }
            """),

        ["An entry made by hand beside the one that expires (TASVideos)"] = new(
            """
            public class Cache
            {
                private readonly IMemoryCache _cache;

                public Cache(IMemoryCache cache) => _cache = cache;

                public void Set(string key, object data, int seconds)
                {
                    using var entry = {|GG1005:_cache.CreateEntry(key)|};
                    entry.Value = data;
                    _cache.Set(key, data, TimeSpan.FromSeconds(seconds));
                }
            }
            """,
            """
            public class Cache
            {
                private readonly IMemoryCache _cache;

                public Cache(IMemoryCache cache) => _cache = cache;

                public void Set(string key, object data, int seconds) => _cache.Set(key, data, TimeSpan.FromSeconds(seconds));
            }
            """),
    };

    public static TheoryData<string> Names => new(Leaks.Keys);

    [Theory, MemberData(nameof(Names))]
    public Task Before_Diagnostic(string name) => RealLeakVerifier.BeforeAsync<CacheIsUnboundedAnalyzer>(Leaks[name]);

    [Theory, MemberData(nameof(Names))]
    public Task After_NoDiagnostic(string name) => RealLeakVerifier.AfterAsync(Leaks[name]);
}
