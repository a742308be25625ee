namespace GrowthGuard.Testing.Experiments;

/// <summary>All kinds.</summary>
internal static class Kinds
{
    /// <summary>Where Debian installs it (package libjemalloc2).</summary>
    private const string Jemalloc = "/usr/lib/x86_64-linux-gnu/libjemalloc.so.2";

    /// <summary>
    /// Bytes per invocation at which buffers double: from just beyond what is allowed to what fills a container within a day.
    /// </summary>
    private static readonly int[] DoublingRates = [24, 32, 48, 64, 100, 256, 1000, 2500, 5000, 10_000];

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
        Flat<Flat.ResizingTable>("hash table of 400 that resizes"),
        Flat<Flat.ConcurrentTable>("concurrent dictionary of 300 random keys"),
        Flat<Flat.NumberLru>("LRU of 1000 numbers"),
        Flat<Flat.Lru700>("LRU of 700"),
        Flat<Flat.RingBuffer>("ring buffer of arrays of all sizes"),
        Flat<Flat.BoundedQueue>("bounded queue that lags behind"),
        Flat<Flat.LazyPool>("object pool that grows to its peak"),
        Flat<Flat.ReusedStream>("memory stream used again"),
        Flat<Flat.ReusedText>("string builder used again"),
        Flat<Flat.LastPayload>("last payload of 90 KB to 1.5 MB"),
        Flat<Flat.SawTooth97>("list cleared at 97"),
        Flat<Flat.SawTooth500>("list cleared at 500"),
        Flat<Flat.FlushedLog>("log flushed at 64 KB"),
        Flat<Flat.BoundedRegexes>("regex cache of 50 patterns"),
        Flat<Flat.SizedCache>("memory cache with a size limit"),
        Flat<Flat.WeakTable>("weak table"),
        Flat<Flat.LateTables>("tables loaded at invocation 200 and 450"),
        Flat<Flat.LargestPayload>("buffer for the largest payload"),
        Flat<Flat.TimeWindow>("window of the last 200"),
        Flat<Flat.BestHundred>("best hundred"),
        Flat<Flat.ParallelWork>("parallel loops"),
        Flat<Flat.ManyTypes>("a static for each of 30 types"),
        Flat<Flat.NativeBurst>("native memory freed after start-up"),
        Flat<Flat.NativeBurst>("native memory freed after start-up, jemalloc") with { Configure = UnderJemalloc, Needs = Jemalloc },
        Flat<Flat.Json>("JSON handler, jemalloc") with { Configure = UnderJemalloc, Needs = Jemalloc },
        Leak<Leaking.Object24>("object of 24 B", GrowthCause.Managed) with { MayBeUndecided = true },
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
        Leak<Leaking.List1K>("list of 1 KB arrays, 200 + 200 invocations", GrowthCause.Managed, "Leaking.List64.Kept") with
        {
            Configure = SmallBudget
        },
        Leak<Leaking.HeldStream>(
            "stream that a handler of the scenario holds", GrowthCause.Managed, "Leaking.HeldStream._handler._journal"),
        Leak<Leaking.HeldArray>("array of structs that doubles, in a static", GrowthCause.Managed, "Leaking.HeldArray._entries"),
        Held<Leaking.LinkedOrders>("linked list", "static field LinkedOrders._last"),
        Held<Leaking.WrappedOrders>("list behind four objects", "static field WrappedOrders.Registry"),
        Held<Leaking.WeakTableOfLists>("weak table of lists", "values of a ConditionalWeakTable"),
        Held<Leaking.ScopeChain>("chain of scopes in an AsyncLocal", "values of an AsyncLocal"),
        Held<Leaking.WaitForEver>("WhenAny on a task that never completes", "continuations of a task"),
        Held<Leaking.AbandonedMethods>("async methods that never end", "async methods that have not ended"),
        Held<Leaking.LongDelays>("long delays", "running timers") with { Cause = GrowthCause.Timers },
        Held<Leaking.InternedStrings>("interned strings", "the pool of interned strings") with { Cause = null },
        Held<Leaking.HandledOrders>("GC handles of objects", "a GC handle"),
        Held<Leaking.ThreadStaticOrders>("thread-static list", "thread-static field"),
        Held<Leaking.ThreadLocalOrders>("list in a ThreadLocal", "values of a ThreadLocal"),
        Held<Leaking.LocalOfLoop>("local variable of a loop", "a local variable of"),
        Held<Leaking.LocalOfAsyncLoop>("local variable of an async loop", "local variables of the async LocalOfAsyncLoop.WorkAsync method"),
        Held<Leaking.LocalStream>("stream in a local variable of a loop", "a local variable of"),
        Held<Leaking.WeakTableCycle>("weak table whose keys are linked", "static field WeakTableCycle._last"),
        Held<Leaking.LinkedSources>("linked token sources", "registrations of a CancellationToken"),
        Held<Leaking.KeepingSingleton>("singleton that keeps", "static field KeepingSingleton.Services"),
        Held<Leaking.LoggersByKey>("loggers by key", "loggers of a factory"),
        Held<Leaking.MetersByKey>("instruments by key", "meters"),
        Held<Leaking.DeepSubscribers>("subscribers behind three objects", "subscribers of"),
        Held<Leaking.WaitingThreads>("threads that wait", "threads that started with") with { Cause = GrowthCause.Threads },
        .. Doubling<Leaking.DoublingStream>("memory stream"),
        .. Doubling<Leaking.DoublingWriter>("array buffer writer"),
        .. Doubling<Leaking.DoublingList>("list of numbers"),
        .. Doubling<Leaking.DoublingQueue>("queue of numbers"),
        .. Doubling<Leaking.DoublingStack>("stack of numbers"),
        .. Doubling<Leaking.DoublingHeap>("priority queue"),
        .. Doubling<Leaking.DoublingTable>("dictionary of numbers"),
        .. Doubling<Leaking.DoublingSet>("hash set of numbers"),
        .. Doubling<Leaking.DoublingSortedList>("sorted list"),
        .. Doubling<Leaking.DoublingArray>("array of structs"),
        .. Doubling<Leaking.DoublingBits>("bit array"),
        .. Hidden("", _ => { }, null),
        .. Hidden(", jemalloc", UnderJemalloc, Jemalloc),
    ];

    /// <summary>
    /// The leaks that strangers tried on the kit, as they wrote them: each is to be found, and what holds it named first in the report.
    /// </summary>
    public static IReadOnlyList<Kind> Tried { get; } =
    [
        .. new[]
        {
            Leak<Leaking.StringDictionary>("dictionary by order id", GrowthCause.Managed, "Leaking.StringDictionary.Prices"),
            Leak<Leaking.EventHandlers>("static event", GrowthCause.Managed, "Leaking.EventHandlers.Changed"),
            Held<Leaking.WrappedOrders>("wrapper, three levels", "static field WrappedOrders.Registry"),
            Leak<Leaking.OrdersBehindTwo>("wrapper, two levels", GrowthCause.Managed, "Leaking.OrdersBehindTwo.Registry"),
            Leak<Leaking.BagsByCustomer>("dictionary of bags", GrowthCause.Managed, "Leaking.BagsByCustomer.Bags"),
            Held<Leaking.WeakTableOfLists>("weak table, growing list", "values of a ConditionalWeakTable"),
            Held<Leaking.WeakTableCycle>("weak table, strong cycle", "static field WeakTableCycle._last"),
            Held<Leaking.ScopeChain>("AsyncLocal scopes", "values of an AsyncLocal"),
            Held<Leaking.WaitForEver>("WhenAny on a task that never completes", "continuations of a task"),
            Held<Leaking.WaitingForTask>("WaitAsync on a task that never completes", "continuations of a task") with
            {
                Cause = GrowthCause.Timers,
            },
            Leak<Leaking.RunningTimers>("threading timers", GrowthCause.Timers, "Leaking.RunningTimers.Timers"),
            Held<Leaking.SystemTimers>("system timers", "running timers") with { Cause = GrowthCause.Timers },
            Held<Leaking.LongDelays>("long Task.Delay", "running timers") with { Cause = GrowthCause.Timers },
            Leak<Leaking.Native256>("native 256 B", GrowthCause.Native),
            Leak<Leaking.NativeBlocks>("AllocHGlobal 4 KB", GrowthCause.Native),
            Held<Leaking.WaitingThreads>("threads that wait", "threads that started with") with { Cause = GrowthCause.Threads },
            Leak<Leaking.KeptFiles>("file streams", GrowthCause.Handles, "Leaking.KeptFiles.Files"),
            Leak<Leaking.KeptSockets>("sockets", GrowthCause.Handles, "Leaking.KeptSockets.Sockets"),
            Leak<Leaking.KeptClients>("HttpClient kept", GrowthCause.Managed, "Leaking.KeptClients.Clients"),
            Leak<Leaking.Serializers>("XmlSerializer that emits", GrowthCause.Assemblies, "loaded assemblies"),
            Leak<Leaking.RegexesByPattern>("regex by pattern", GrowthCause.Managed, "Leaking.RegexesByPattern.Patterns"),
            Leak<Leaking.RootDisposables>(
                "transient disposables of the root provider", GrowthCause.Managed, "disposables of the root service provider"),
            Leak<Leaking.CapturedService>("captured by a singleton", GrowthCause.Managed, "Leaking.CapturedService"),
            Leak<Leaking.UnlimitedCache>("IMemoryCache without limit", GrowthCause.Managed, "Leaking.UnlimitedCache.Prices"),
            Leak<Leaking.SlowReader>("channel with a slow reader", GrowthCause.Managed, "Leaking.SlowReader.Outbox"),
            Held<Leaking.KeptContext>("EF Core context kept, in memory", "the change tracker of a DbContext"),
            Held<Leaking.TrackingContext>("EF Core context that tracks, SQLite", "the change tracker of a DbContext"),
            Leak<Leaking.OneIn50>("1 call in 50", GrowthCause.Managed, "Leaking.OneIn50.Reports"),
            Leak<Leaking.RefusedOrders>("only where an exception is thrown", GrowthCause.Managed, "Leaking.RefusedOrders.Failures"),
            Leak<Leaking.SquareRoot>("growth as a square root", GrowthCause.Managed, "Leaking.SquareRoot.Orders") with
            {
                Cause = null,
                MayBeUndecided = true,
            },
            Leak<Leaking.Logarithm>("growth as a logarithm", GrowthCause.Managed, "Leaking.Logarithm.Orders") with
            {
                Cause = null,
                MayBeUndecided = true,
            },
            Leak<Leaking.LateLeak>("growth after 5,000 calls", GrowthCause.Managed, "Leaking.LateLeak.Orders") with
            {
                Configure = options => options.AtLeast(6000),
            },
            Held<Leaking.ThreadLocalOrders>("ThreadLocal", "values of a ThreadLocal"),
            Held<Leaking.ThreadStaticOrders>("ThreadStatic", "thread-static field"),
            Held<Leaking.InternedStrings>("string.Intern", "the pool of interned strings") with { Cause = null },
            Leak<Leaking.TokenRegistrations>("token registration", GrowthCause.Managed, "Leaking.TokenRegistrations.Stopping"),
            Held<Leaking.LinkedSources>("linked source", "registrations of a CancellationToken"),
            Leak<Leaking.MulticastDelegates>("multicast delegate", GrowthCause.Managed, "Leaking.MulticastDelegates._finished"),
            Leak<Leaking.KeptExpressions>("compiled expressions", GrowthCause.ManagedAndNative, "Leaking.KeptExpressions.Compiled") with
            {
                Cause = null,
            },
            Held<Leaking.LinkedOrders>("linked list of one's own", "static field LinkedOrders._last"),
            Leak<Leaking.HeldArray>("array of one's own that doubles", GrowthCause.Managed, "Leaking.HeldArray._entries"),
            Leak<Leaking.GrowingText>("static StringBuilder", GrowthCause.Managed, "Leaking.GrowingText.Log"),
            Leak<Leaking.StaticStream>("static MemoryStream, 100 B", GrowthCause.Managed, "Leaking.StaticStream.Journal") with
            {
                Rate = 100,
            },
            Leak<Leaking.StaticStream>("static MemoryStream, 10 KB", GrowthCause.Managed, "Leaking.StaticStream.Journal") with
            {
                Rate = 10_000,
            },
            Leak<Leaking.ImmutableOrders>("immutable list", GrowthCause.Managed, "Leaking.ImmutableOrders._orders"),
            Leak<Leaking.IntDictionary>("dictionary of int to int", GrowthCause.Managed, "Leaking.IntDictionary.Seen"),
            Held<Leaking.HandledOrders>("GCHandle", "a GC handle"),
            Held<Leaking.MetersByKey>("Meter", "meters"),
            Held<Leaking.LoggersByKey>("LoggerFactory", "loggers of a factory"),
            Leak<Leaking.ExitHandlers>("ProcessExit handlers", GrowthCause.Managed, "System.AppDomain.ProcessExit"),
            Leak<Leaking.HandlerWithList>("handler with a list", GrowthCause.Managed, "Leaking.HandlerWithList._handler"),
            Leak<Leaking.HandlerWithSet>("handler with a HashSet<int>", GrowthCause.Managed, "Leaking.HandlerWithSet._handler"),
            Leak<Leaking.HandlerWithTable>("handler with a Dictionary<int, int>", GrowthCause.Managed, "Leaking.HandlerWithTable._handler"),
            Leak<Leaking.BackgroundQueue>("background queue", GrowthCause.Managed, "Leaking.BackgroundQueue"),
            Held<Leaking.LocalOfLoop>("local of a loop", "a local variable of"),
            Leak<Leaking.ContestedTable>("dictionary changed by another thread", GrowthCause.Managed, "Leaking.ContestedTable.Orders"),
        }.Select(kind => kind with { Name = $"tried: {kind.Name}", Row = $"tried: {kind.Name}", IsTried = true }),
    ];

    public static IReadOnlyList<Kind> Known { get; } = [.. All, .. Tried];

    /// <summary>A buffer that nothing the census reads leads to: bytes must show it.</summary>
    private static IEnumerable<Kind> Doubling<T>(string name)
        where T : Experiment =>
        DoublingRates.Select(rate => Leak<T>($"doubling {name}, {rate} B", GrowthCause.Managed) with
        {
            Rate = rate,
            Row = $"doubling {name}, ten rates",
            // A step more or less of the rest of the process weighs as much.
            MayBeUndecided = rate < 64,
        });

    /// <summary>Native leaks that take from what start-up has freed.</summary>
    private static IEnumerable<Kind> Hidden(string where, Action<MemoryFlatOptions> configure, string? needs) =>
        new[] { 100, 256, 1000, 4000 }.Select(rate =>
            Leak<Leaking.NativeInFreed>($"{rate} B native in freed start-up memory{where}", GrowthCause.Native) with
            {
                Rate = rate,
                Configure = configure,
                Needs = needs,
                // The runtime itself takes and frees native memory all the time.
                MayBeUndecided = rate < 1000,
            });

    private static void UnderJemalloc(MemoryFlatOptions options) => options.Environment("LD_PRELOAD", Jemalloc);

    private static void ServerGc(MemoryFlatOptions options) => options.Environment("DOTNET_gcServer", "1");

    private static void SmallBudget(MemoryFlatOptions options) => options.Invocations(200);

    private static Kind Flat<T>(string name)
        where T : Experiment => new(name, typeof(T), Verdict.Flat);

    /// <summary>What no store that is counted explains.</summary>
    private static Kind Held<T>(string name, string holder)
        where T : Experiment => Leak<T>(name, GrowthCause.Managed) with { Holder = holder };

    private static Kind Leak<T>(string name, GrowthCause cause, string? root = null)
        where T : Experiment => new(name, typeof(T), Verdict.Leak, cause, root);
}
