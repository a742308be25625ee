namespace GrowthGuard.Testing.Experiments;

/// <summary>All kinds.</summary>
internal static class Kinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        Flat<Flat.Trivial>("trivial handler"),
        Flat<Flat.Json>("JSON handler"),
        Flat<Flat.LargeObjects>("large objects come and go"),
        Flat<Flat.Exceptions>("exceptions caught"),
        Flat<Flat.Burst>("16 MB burst"),
        Flat<Flat.PooledArrays>("array pool"),
        Flat<Flat.Finalizers>("finalizers"),
        Flat<Flat.NativeMemoryFreed>("native memory freed"),
        Flat<Flat.Fragmentation>("fragmented native heap"),
        Flat<Flat.Lru300>("LRU of 300"),
        Flat<Flat.Lru900>("LRU of 900"),
        Flat<Flat.KeyedCache>("cache of 150 random keys"),
        Flat<Flat.ClearedCache>("cache cleared when full"),
        Flat<Flat.Unsubscribed>("event handlers removed"),
        Flat<Flat.Async>("async with tasks"),
        Flat<Flat.Timers>("timers disposed"),
        Flat<Flat.Threads>("threads joined"),
        Flat<Flat.Files>("files closed"),
        Flat<Flat.CompiledCode>("compiled expressions"),
        Flat<Flat.ScopedServices>("service scopes"),
        Flat<Flat.Web>("Kestrel endpoint"),
        Flat<Flat.Json>("JSON handler, server GC") with { Configure = ServerGc },
        Flat<Flat.Json>("JSON handler, 200 + 200 invocations") with { Configure = SmallBudget },
        Leak<Leaking.Object24>("object of 24 B", GrowthCause.Managed),
        Leak<Leaking.List64>("list of 56 B arrays", GrowthCause.Managed, "Leaking.List64.Kept"),
        Leak<Leaking.List1K>("list of 1 KB arrays", GrowthCause.Managed, "Leaking.List64.Kept"),
        Leak<Leaking.List10K>("list of 10 KB arrays", GrowthCause.Managed, "Leaking.List64.Kept"),
        Leak<Leaking.OneIn100>("10 KB in one of 100", GrowthCause.Managed, "Leaking.OneIn100.Kept"),
        Leak<Leaking.IntDictionary>("dictionary entry of ints", GrowthCause.Managed, "Leaking.IntDictionary.Seen"),
        Leak<Leaking.StringDictionary>("cache entry by text", GrowthCause.Managed, "Leaking.StringDictionary.Prices"),
        Leak<Leaking.EventHandlers>("event handler", GrowthCause.Managed, "Leaking.EventHandlers.Changed"),
        Leak<Leaking.UnreadChannel>("channel without a reader", GrowthCause.Managed, "Leaking.UnreadChannel.Outbox"),
        Leak<Leaking.GrowingText>("static string builder", GrowthCause.Managed, "Leaking.GrowingText.Log"),
        Leak<Leaking.TokenRegistrations>("token registration", GrowthCause.Managed, "Leaking.TokenRegistrations.Stopping"),
        Leak<Leaking.ObjectHandles>("GC handle not freed", GrowthCause.Managed),
        Leak<Leaking.OverBound>("over its documented bound", GrowthCause.BoundExceeded, "Leaking.OverBound.Recent"),
        Leak<Leaking.Native256>("256 B native", GrowthCause.Native),
        Leak<Leaking.Native1K>("1 KB native", GrowthCause.Native),
        Leak<Leaking.Pages>("mapped page", GrowthCause.Native),
        Leak<Leaking.MappedFiles>("mapped file", GrowthCause.MappedMemory, "Leaking.MappedFiles.Views"),
        Leak<Leaking.EndlessThreads>("thread", GrowthCause.Threads),
        Leak<Leaking.RunningTimers>("running timer", GrowthCause.Timers, "Leaking.RunningTimers.Timers"),
        Leak<Leaking.OpenFiles>("file descriptor", GrowthCause.Handles),
        Leak<Leaking.EmittedAssemblies>("emitted assembly", GrowthCause.Assemblies),
        Leak<Leaking.Web>("Kestrel endpoint, 256 B", GrowthCause.Managed, "Leaking.Web.Requests"),
        Leak<Leaking.List64>("list of 56 B arrays, server GC", GrowthCause.Managed, "Leaking.List64.Kept") with { Configure = ServerGc },
        Leak<Leaking.List1K>("list of 1 KB arrays, 200 + 200 invocations", GrowthCause.Managed, "Leaking.List64.Kept") with { Configure = SmallBudget },
    ];

    private static void ServerGc(MemoryFlatOptions options) => options.Environment("DOTNET_gcServer", "1");

    private static void SmallBudget(MemoryFlatOptions options) => options.Invocations(200);

    private static Kind Flat<T>(string name)
        where T : Experiment => new(name, typeof(T), Verdict.Flat);

    private static Kind Leak<T>(string name, GrowthCause cause, string? root = null)
        where T : Experiment => new(name, typeof(T), Verdict.Leak, cause, root);
}
