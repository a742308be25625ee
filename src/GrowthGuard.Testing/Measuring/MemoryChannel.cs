namespace GrowthGuard.Testing;

/// <summary>One thing that is measured after each batch of invocations, when the garbage has been collected.</summary>
public enum MemoryChannel
{
    /// <summary>Bytes of the managed heap, after a full blocking collection.</summary>
    Heap,

    /// <summary>
    /// Bytes of private memory: on Linux resident anonymous memory and what of it is swapped out, on Windows private usage, on macOS the
    /// physical footprint.
    /// </summary>
    Private,

    /// <summary>Bytes of private memory before the garbage was collected: what a service shows between two collections.</summary>
    PrivateUncollected,

    /// <summary>Bytes of resident memory that are not private: mapped files and shared memory.</summary>
    Mapped,

    /// <summary>Bytes of resident memory in all.</summary>
    Resident,

    /// <summary>The highest resident memory so far, in bytes: what a container's limit is compared with.</summary>
    PeakResident,

    /// <summary>Bytes that are swapped out.</summary>
    Swapped,

    /// <summary>Bytes that the garbage collector has committed.</summary>
    Committed,

    /// <summary>Bytes of the large object heap.</summary>
    LargeObjects,

    /// <summary>Bytes that native code has allocated and not freed, as the allocator says: what hides in memory that it keeps.</summary>
    NativeInUse,

    /// <summary>Threads of the process.</summary>
    Threads,

    /// <summary>Open file descriptors or handles.</summary>
    Handles,

    /// <summary>Timers that are running.</summary>
    Timers,

    /// <summary>Assemblies that are loaded.</summary>
    Assemblies,

    /// <summary>Methods that were compiled since the process started.</summary>
    CompiledMethods,
}
