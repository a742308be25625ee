namespace GrowthGuard.Testing;

/// <summary>What kind of thing grows.</summary>
public enum GrowthCause
{
    /// <summary>Nothing grows.</summary>
    None,

    /// <summary>Managed objects that stay reachable.</summary>
    Managed,

    /// <summary>Memory outside the managed heap.</summary>
    Native,

    /// <summary>Managed objects, and clearly more memory than they take.</summary>
    ManagedAndNative,

    /// <summary>Threads that do not end.</summary>
    Threads,

    /// <summary>Assemblies that are loaded or emitted and stay.</summary>
    Assemblies,

    /// <summary>Timers that keep running.</summary>
    Timers,

    /// <summary>File descriptors or handles that are not closed.</summary>
    Handles,

    /// <summary>Files or shared memory that are mapped and stay.</summary>
    MappedMemory,

    /// <summary>A store holds more entries than its documented bound.</summary>
    BoundExceeded,

    /// <summary>Memory that a full garbage collection gives back: late collection, no leak.</summary>
    GarbageCollectionLag,

    /// <summary>Memory that was freed and that the allocator keeps, for fragmentation say: no block of it is in use.</summary>
    AllocatorRetention,

    /// <summary>Growth that ended before the steady state.</summary>
    WarmUp,

    /// <summary>A cache or pool that still fills.</summary>
    FillingCache,
}
