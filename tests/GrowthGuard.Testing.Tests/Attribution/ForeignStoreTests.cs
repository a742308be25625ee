using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace GrowthGuard.Testing.Tests.Attribution;

/// <summary>Stores in objects of libraries, which are read by what is known of their insides.</summary>
public sealed class ForeignStoreTests
{
    [Fact]
    public void A_memory_cache_is_counted_and_its_entries_are_weighed()
    {
        using var cache = new MemoryCache(new MemoryCacheOptions());
        for (var i = 0; i < 10; i++)
        {
            cache.Set($"key {i}", new byte[1000]);
        }

        var counting = Counting.Held(cache);
        var name = TypeNames.Full(typeof(MemoryCache));

        Assert.Equal(10, counting[name]);
        Assert.Equal((StoreKind.Cache, "GG1005"), (counting.Root(name).Kind, counting.Root(name).RuleId));
        Assert.InRange(counting.Described(name).EntryBytes, 1024, 1500);
    }

    [Fact]
    public void A_service_provider_stands_for_its_singletons()
    {
        using var provider = new ServiceCollection()
            .AddSingleton<Registry>()
            .AddSingleton<Unused>()
            .AddMemoryCache()
            .BuildServiceProvider();
        provider.GetRequiredService<Registry>().Values.Add(1);
        provider.GetRequiredService<IMemoryCache>().Set("key", 1);

        var counting = Counting.Held(provider);

        Assert.Equal(1, counting[$"{TypeNames.Full(typeof(Registry))}.Values"]);
        Assert.Equal("GG1008", counting.Root($"{TypeNames.Full(typeof(Registry))}.Values").RuleId);
        Assert.Equal(1, counting[TypeNames.Full(typeof(MemoryCache))]);
        Assert.False(Unused.WasMade, "the census asked the provider for a service");
    }

    [Fact]
    public void Transients_that_the_root_provider_will_dispose_are_counted()
    {
        using var provider = new ServiceCollection().AddTransient<Transient>().BuildServiceProvider();
        using var scope = provider.CreateScope();
        var counting = Counting.Held(provider);
        provider.GetRequiredService<Transient>();
        provider.GetRequiredService<Transient>();
        scope.ServiceProvider.GetRequiredService<Transient>();

        Assert.Equal(2, counting["disposables of the root service provider"]);
    }

    [Fact]
    public void Statics_of_an_unloadable_assembly_are_counted_and_do_not_keep_it()
    {
        var context = LoadAndCount();

        // Censuses of tests that run at the same time have found it too, and let it go when they are done.
        Assert.True(SpinWait.SpinUntil(() => IsCollected(context), TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public void Assemblies_of_packages_are_looked_at_only_when_asked_for()
    {
        var package = typeof(ServiceCollectionServiceExtensions).Assembly.GetName().Name!;

        Assert.False(new UserAssemblies(typeof(Counting).Assembly, []).Contains(typeof(Dapper.SqlMapper).Assembly));
        Assert.False(new UserAssemblies(typeof(Counting).Assembly, []).Contains(typeof(MemoryFlat).Assembly));
        Assert.False(new UserAssemblies(typeof(Counting).Assembly, []).Contains(typeof(FactAttribute).Assembly));
        Assert.True(new UserAssemblies(typeof(Counting).Assembly, []).Contains(typeof(Counting).Assembly));
        Assert.True(new UserAssemblies(typeof(Counting).Assembly, [package]).Contains(typeof(ServiceCollectionServiceExtensions).Assembly));
    }

    private static bool IsCollected(WeakReference context)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return !context.IsAlive;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndCount()
    {
        var context = new AssemblyLoadContext("plug-in", isCollectible: true);
        var assembly = context.LoadFromAssemblyPath(typeof(Counting).Assembly.Location);
        var lines = (List<string>)assembly
            .GetType(typeof(Statics).FullName!)!
            .GetField(nameof(Statics.Lines), BindingFlags.Public | BindingFlags.Static)!
            .GetValue(null)!;
        lines.AddRange(Enumerable.Repeat("line", 1234));

        // The plug-in is this assembly a second time, and each copy has statics of its own.
        Assert.Equal(1234, Counting.All()[$"{TypeNames.Full(typeof(Statics))}.Lines (unloadable)"]);
        context.Unload();
        return new WeakReference(context);
    }

    private sealed class Registry
    {
        public List<int> Values { get; } = [];
    }

    private sealed class Unused
    {
        public Unused() => WasMade = true;

        public static bool WasMade { get; private set; }
    }

    private sealed class Transient : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
