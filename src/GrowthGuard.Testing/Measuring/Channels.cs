namespace GrowthGuard.Testing.Measuring;

/// <summary>What is known about channels.</summary>
internal static class Channels
{
    /// <summary>All channels, in the order of their values.</summary>
    public static IReadOnlyList<MemoryChannel> All { get; } = Enum.GetValues<MemoryChannel>();

    /// <summary>How many channels there are.</summary>
    public static int Count => All.Count;

    /// <summary>Whether the channel is a number of bytes, and not a count of things.</summary>
    public static bool IsBytes(this MemoryChannel channel) => channel <= MemoryChannel.NativeInUse;

    /// <summary>
    /// Whether what the channel says is what the process did: an allocator counts its blocks, while the system counts pages, and a
    /// collector keeps what it likes.
    /// </summary>
    public static bool IsExact(this MemoryChannel channel) => channel == MemoryChannel.NativeInUse;

    /// <summary>The name of the channel in a sentence.</summary>
    public static string InWords(this MemoryChannel channel) => channel switch
    {
        MemoryChannel.Heap => "managed heap",
        MemoryChannel.Private => "private memory",
        MemoryChannel.PrivateUncollected => "private memory before collection",
        MemoryChannel.Mapped => "mapped memory",
        MemoryChannel.Resident => "resident memory",
        MemoryChannel.PeakResident => "peak resident memory",
        MemoryChannel.Swapped => "swapped memory",
        MemoryChannel.Committed => "committed heap",
        MemoryChannel.LargeObjects => "large object heap",
        MemoryChannel.NativeInUse => "native memory in use",
        MemoryChannel.Threads => "threads",
        MemoryChannel.Handles => "handles",
        MemoryChannel.Timers => "timers",
        MemoryChannel.Assemblies => "assemblies",
        MemoryChannel.CompiledMethods => "compiled methods",
        _ => channel.ToString(),
    };
}
