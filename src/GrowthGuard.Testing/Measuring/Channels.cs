namespace GrowthGuard.Testing.Measuring;

/// <summary>What is known about channels.</summary>
public static class Channels
{
    /// <summary>All channels, in the order of their values.</summary>
    public static IReadOnlyList<Channel> All { get; } = Enum.GetValues<Channel>();

    /// <summary>How many channels there are.</summary>
    internal static int Count => All.Count;

    /// <summary>Whether the channel is a number of bytes, and not a count of things.</summary>
    public static bool IsBytes(this Channel channel) => channel <= Channel.NativeInUse;

    /// <summary>
    /// Whether what the channel says is what the process did: an allocator counts its blocks, while the system counts pages, and a
    /// collector keeps what it likes.
    /// </summary>
    internal static bool IsExact(this Channel channel) => channel == Channel.NativeInUse;

    /// <summary>The name of the channel in a sentence.</summary>
    public static string InWords(this Channel channel) => channel switch
    {
        Channel.Heap => "managed heap",
        Channel.Private => "private memory",
        Channel.PrivateUncollected => "private memory before collection",
        Channel.Mapped => "mapped memory",
        Channel.Resident => "resident memory",
        Channel.PeakResident => "peak resident memory",
        Channel.Swapped => "swapped memory",
        Channel.Committed => "committed heap",
        Channel.LargeObjects => "large object heap",
        Channel.NativeInUse => "native memory in use",
        Channel.Threads => "threads",
        Channel.Handles => "handles",
        Channel.Timers => "timers",
        Channel.Assemblies => "assemblies",
        Channel.CompiledMethods => "compiled methods",
        _ => channel.ToString(),
    };
}
