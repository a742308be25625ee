using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Retention;

namespace GrowthGuard.Testing.Reporting;

/// <summary>What a cause means, and what to do next.</summary>
internal static class Advice
{
    /// <summary>Below this the named roots are at best half of the story.</summary>
    public const double Explained = 0.5;

    private const string AddPackage =
        "reference the package " + HeapReaders.Package +
        " in the test project, and the next report names the types that grow and what holds them, from the root on.";

    /// <summary>The cause as the end of a sentence.</summary>
    public static string InWords(this GrowthCause cause) => cause switch
    {
        GrowthCause.None => "nothing grows",
        GrowthCause.Managed => "managed objects that stay reachable",
        GrowthCause.Native => "memory outside the managed heap",
        GrowthCause.ManagedAndNative => "managed objects, and more memory than they take",
        GrowthCause.Threads => "threads that do not end",
        GrowthCause.Assemblies => "assemblies that are loaded or emitted and stay",
        GrowthCause.Timers => "timers that keep running",
        GrowthCause.Handles => "handles that are not closed",
        GrowthCause.MappedMemory => "mapped files or shared memory",
        GrowthCause.BoundExceeded => "a store is over its bound",
        GrowthCause.GarbageCollectionLag => "memory that a full garbage collection gives back",
        GrowthCause.AllocatorRetention => "freed memory that the allocator keeps",
        GrowthCause.WarmUp => "growth that ended before the steady state",
        GrowthCause.FillingCache => "a cache or pool that still fills",
        _ => cause.ToString(),
    };

    /// <summary>What to do next, one sentence or two each.</summary>
    public static IEnumerable<string> For(MemoryFlatResult result)
    {
        if (result.Verdict is Verdict.Flat or Verdict.Noisy)
        {
            yield break;
        }

        if (result.IsUnexplained)
        {
            yield return OfUnexplained(result);
        }

        switch (result.Cause)
        {
            case GrowthCause.Managed or GrowthCause.ManagedAndNative when result.IsUnexplained:
                break;
            case GrowthCause.Managed or GrowthCause.ManagedAndNative
                or GrowthCause.BoundExceeded when result.Roots is [{ Root: var root }, ..]:
                yield return root.RuleId is { } id ? $"{Fix(root)}; {Links.Rule(id)} shows how." : $"{Fix(root)}.";
                break;
            case GrowthCause.Threads when result.Held is not [{ Advice: not null }, ..]:
                yield return "Look for a Thread or a TaskCreationOptions.LongRunning whose loop has no end, and for clients and schedulers that are made per invocation.";
                break;
            case GrowthCause.Assemblies:
                yield return "Look for XmlSerializer constructors with overrides or a root, Regex with RegexOptions.Compiled, Assembly.Load of bytes and scripting, made per invocation (GG1010).";
                break;
            case GrowthCause.Timers when result.Held is not [{ Advice: not null }, ..]:
                yield return "Dispose of timers; one that is running is held by the runtime (GG1009).";
                break;
            case GrowthCause.Handles:
                yield return "Dispose of streams, sockets, processes and clients; 'ls -l /proc/PID/fd' lists what is open.";
                break;
        }

        if (result.Cause is GrowthCause.Native or GrowthCause.ManagedAndNative or GrowthCause.AllocatorRetention)
        {
            yield return "To tell a native leak from an allocator that keeps memory, run it again with Environment(\"MALLOC_ARENA_MAX\", \"1\"), and with "
                + "Environment(\"LD_PRELOAD\", \"libjemalloc.so.2\"): a leak grows as fast under every allocator. See " + Links.Allocators;
        }
    }

    /// <summary>What the heap showed, or how it would show it.</summary>
    private static string OfUnexplained(MemoryFlatResult result)
    {
        var share = Share(result);
        var missing = result.Cause == GrowthCause.Threads
            ? "The stacks of the threads tell what they wait for"
            : $"No store that was counted explains the growth{(share > 0 ? $" (they explain {Amounts.Percent(share)} of it)" : "")}";
        return result switch
        {
            { Held: [{ Advice: { } advice }, ..] } => advice,
            { Held: [{ } first, ..] } => $"Look at what adds to {first.Holder}, and take it out again or stop at a limit.",
            { Held: not null } =>
                $"{missing}, and the heap holds no more objects after {result.Invocations} invocations than before: look at what the " +
                "growing channels are about.",
            { HeapFailure: { } failure } => $"{missing}. The heap was not read: {failure}",
            { Environment.IsChildProcess: false } => $"{missing}: run it in a process of its own (RunAsync), and {AddPackage}",
            _ => $"{missing}: {AddPackage}",
        };
    }

    private static string Fix(CensusRoot root) => root.Kind switch
    {
        StoreKind.Event => $"Unsubscribe from {root.Name} what an invocation subscribes",
        StoreKind.Channel => $"Give {root.Name} a capacity, and read what is written to it",
        StoreKind.Cache => $"Give {root.Name} a size limit, and its entries a size and an expiry",
        StoreKind.Registrations => $"Dispose of what is registered with {root.Name} or linked to it",
        _ => $"Take entries out of {root.Name} or stop adding at a limit, and document that with [Bounded]",
    };

    /// <summary>The share of the managed growth that the roots explain together; 1 when there is none to explain.</summary>
    public static double Share(MemoryFlatResult result)
    {
        var shares = result.Roots.Where(root => root.Share is not null).ToList();
        return shares.Count == 0 && result.Roots.Any(root => root.Verdict == Verdict.Leak) &&
            result.RateOf(MemoryChannel.Heap) is not { Verdict: Verdict.Leak }
            ? 1
            : Math.Min(1, shares.Sum(root => root.Share!.Value));
    }

    /// <summary>What a count of the store counts.</summary>
    public static string Unit(this StoreKind kind) => kind switch
    {
        StoreKind.Event => "handlers",
        StoreKind.Text => "characters",
        StoreKind.Buffer => "bytes",
        StoreKind.Channel => "waiting items",
        StoreKind.Registrations => "registrations",
        StoreKind.Timers => "timers",
        StoreKind.Assemblies => "assemblies",
        _ => "entries",
    };
}
