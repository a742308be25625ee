#if GROWTHGUARD_TESTING
namespace GrowthGuard.Testing;
#else
namespace GrowthGuard.Census;
#endif

/// <summary>What sort of thing a store is; decides what its count counts and which rule speaks of it.</summary>
#if GROWTHGUARD_TESTING
public
#else
internal
#endif
enum StoreKind
{
    /// <summary>A collection or an array, counted in entries.</summary>
    Collection,

    /// <summary>An event or another delegate, counted in handlers.</summary>
    Event,

    /// <summary>A cache that is no collection, counted in entries.</summary>
    Cache,

    /// <summary>A channel or a blocking queue, counted in waiting items.</summary>
    Channel,

    /// <summary>A string builder, counted in characters.</summary>
    Text,

    /// <summary>The callbacks registered with a cancellation token, or the objects that a scope will dispose.</summary>
    Registrations,

    /// <summary>The timers of the process that are running.</summary>
    Timers,

    /// <summary>The assemblies that the process has loaded or emitted.</summary>
    Assemblies,

    /// <summary>A stream or a writer in memory, counted in bytes or elements.</summary>
    Buffer,
}

/// <summary>What is known about kinds of stores.</summary>
internal static class StoreKinds
{
    /// <summary>Whether the count is that of entries, which the number of a documented bound is about unless it has a unit.</summary>
    public static bool IsCountedInEntries(this StoreKind kind) => kind is StoreKind.Collection or StoreKind.Cache or StoreKind.Channel;
}
