namespace GrowthGuard.Testing.Retention;

/// <summary>Says in words what holds objects, from the types and fields on the way to them.</summary>
internal static class HeapHolders
{
    /// <summary>The object that keeps an async method, with its local variables, while it waits.</summary>
    private const string AsyncMethod = "System.Runtime.CompilerServices.AsyncTaskMethodBuilder<";

    /// <summary>What is on the way, the words for it and what to do. The one nearest to what grew counts.</summary>
    private static readonly Row[] Rows =
    [
        new(
            "running timers",
            "Dispose of the timers, or cancel the delays that wait for them.") { Type = "System.Threading.TimerQueueTimer" },
        new(
            "registrations of a CancellationToken",
            "Dispose of what is registered with the token or linked to it.")
            {
                Type = "System.Threading.CancellationTokenSource+CallbackNode"
            },
        new(
            "continuations of a task that does not complete",
            "Do not wait with WhenAny or WaitAsync for a task that outlives the invocation: each wait leaves a continuation with it.")
            {
                Name = "m_continuationObject"
            },
        new(
            "values of an AsyncLocal",
            "Reset the AsyncLocal at the end of the invocation, and keep no chain of scopes in it.")
            {
                Type = "System.Threading.AsyncLocalValueMap"
            },
        new(
            "values of a ThreadLocal",
            "Dispose of the ThreadLocal, or clear what each thread keeps.") { Type = "System.Threading.ThreadLocal<" },
        new(
            "the change tracker of a DbContext",
            "Use one DbContext for each unit of work, or clear its change tracker.") { Type = "Microsoft.EntityFrameworkCore." },
        new("disposables of a service provider", "Resolve disposable services from a scope, and dispose of the scope.")
        {
            Name = "_disposables",
            HolderType = "Microsoft.Extensions.DependencyInjection.",
        },
        new(
            "meters and their instruments",
            "Make meters and instruments once, or dispose of the meter.") { Type = "System.Diagnostics.Metrics." },
        new("the cache of regular expressions", "Keep the patterns to a limited set.") { Type = "System.Text.RegularExpressions." },
        new(
            "a memory cache",
            "Give the cache a size limit, and its entries a size and an expiry.") { Type = "Microsoft.Extensions.Caching.Memory." },
        new(
            "loggers of a factory",
            "Make loggers for a limited set of categories, and one factory for the process.") { Type = "Microsoft.Extensions.Logging." },
        new("subscribers of an event or delegate", "Unsubscribe what an invocation subscribes.") { Name = "_invocationList" },
        new(
            "values of a ConditionalWeakTable whose keys are still held",
            "Look at what holds the keys; a value that leads to its own key through a root keeps both.") { Name = HeapSnapshot.WeakTable },
    ];

    /// <summary>What holds the objects of a node.</summary>
    public static (string Words, string? Advice) Of(HeapNode grown)
    {
        for (var node = grown; node.Parent is not null; node = node.Parent)
        {
            if (node.Type.StartsWith(AsyncMethod, StringComparison.Ordinal))
            {
                return node == grown
                    ? ("async methods that have not ended",
                        "Look for a task, a stream or a lock that the method waits for and that never completes.")
                    : ($"local variables of the {HeapTypeName.Short(node.Type)} method", null);
            }

            if (Array.Find(Rows, row => row.Fits(node)) is { } row)
            {
                return (row.Words, row.Advice);
            }
        }

        var root = RootOf(grown);
        return root.Name switch
        {
            _ when IsInterned(grown) =>
                ("the pool of interned strings", "Do not intern data: an interned string is kept as long as the process lives."),
            var name when name.StartsWith(HeapSnapshot.Static, StringComparison.Ordinal) =>
                ($"static field {HeapTypeName.Readable(name[HeapSnapshot.Static.Length..])}", null),
            var name => (HeapTypeName.Readable(name), null),
        };
    }

    /// <summary>The node of the root that leads to a node.</summary>
    public static HeapNode RootOf(HeapNode node)
    {
        while (node.Parent is { Parent: not null } parent)
        {
            node = parent;
        }

        return node;
    }

    /// <summary>
    /// The runtime keeps interned strings in arrays that only handles hold, as it keeps static fields; but those have names.
    /// </summary>
    private static bool IsInterned(HeapNode grown) =>
        grown is { Type: "System.String", Name: HeapSnapshot.Element, Parent: { Type: "System.Object[]", Parent.Parent: null } holder } &&
        !holder.Name.StartsWith(HeapSnapshot.Static, StringComparison.Ordinal);

    /// <param name="Words">What it is.</param>
    /// <param name="Advice">What to do.</param>
    private sealed record Row(string Words, string Advice)
    {
        /// <summary>The beginning of the type of the objects on the way.</summary>
        public string Type { get; init; } = "";

        /// <summary>The field that holds them.</summary>
        public string? Name { get; init; }

        /// <summary>The beginning of the type that has the field.</summary>
        public string HolderType { get; init; } = "";

        public bool Fits(HeapNode node) =>
            node.Type.StartsWith(Type, StringComparison.Ordinal)
            && (Name is null || node.Name == Name)
            && node.Parent!.Type.StartsWith(HolderType, StringComparison.Ordinal);
    }
}
