using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Retention;

/// <summary>Finds what grew between two looks at a heap.</summary>
/// <param name="before">The first look.</param>
/// <param name="after">The second look.</param>
/// <param name="invocations">Invocations between the two.</param>
/// <param name="allowed">Bytes per invocation that are allowed; more is worth a word.</param>
internal sealed class HeapComparison(HeapSnapshot before, HeapSnapshot after, int invocations, double allowed)
{
    /// <summary>More would not be read.</summary>
    private const int Most = 5;

    /// <summary>What explains less than this of what the first explains is not worth a line.</summary>
    private const double Notable = 0.05;

    private readonly List<(HeapNode Node, long Count, long Bytes)> _grown = [];

    /// <summary>
    /// By how many objects and bytes each type grew, wherever they are: what is only held by something else now did not grow.
    /// </summary>
    private readonly Dictionary<string, (long Count, long Bytes)> _byType = [];

    /// <summary>What grew, the one that explains most first.</summary>
    /// <param name="heapPerInvocation">How fast the managed heap grows, in bytes; not more than zero when it does not.</param>
    /// <param name="heapGrowth">By how many bytes the heap grew over the whole run, and over how many invocations.</param>
    public IReadOnlyList<HeapGrowth> Growths(double heapPerInvocation, (long Bytes, int Invocations) heapGrowth)
    {
        AddTypes(after.Top, 1);
        AddTypes(before.Top, -1);
        Compare(before.Top, after.Top);
        if (_grown.Sum(grown => grown.Bytes) < heapPerInvocation * invocations / 2)
        {
            // What doubles stood still between the two looks; what it grew to is there all the same.
            AddLargeArrays(after.Top, heapGrowth.Bytes / 4, heapGrowth.Bytes * 1.1);
        }

        var most = _grown.Select(grown => grown.Bytes).DefaultIfEmpty().Max();
        return
        [
            .. Threads(),
            .. _grown
                .OrderByDescending(grown => grown.Bytes)
                .Where(grown => grown.Bytes >= most * Notable)
                .Take(Most)
                .Select(grown => Growth(grown.Node, grown.Count, grown.Bytes, heapPerInvocation)),
        ];

        // What takes more than the heap grew by was there before.
        void AddLargeArrays(HeapNode node, long least, double most)
        {
            foreach (var child in node.Children)
            {
                if (child.Count > 0 && child.Bytes >= Math.Max(1, least) && child.Bytes <= most && child.Type.EndsWith(']'))
                {
                    _grown.Add((child, 0, child.Bytes * invocations / Math.Max(1, heapGrowth.Invocations)));
                }

                AddLargeArrays(child, least, most);
            }
        }
    }

    /// <summary>The first on each way from a root whose number grew; what they hold grew with them.</summary>
    private bool Compare(HeapNode? earlier, HeapNode later)
    {
        var any = false;
        foreach (var child in later.Children)
        {
            var old = earlier?.Find(child.Name, child.Type);
            var more = child.Count - (old?.Count ?? 0);
            var count = Math.Min(more, _byType[child.Type].Count);
            var bytes = count <= 0 ? 0 : (WithAllThatIsHeld(child) - WithAllThatIsHeld(old)) * count / more;
            if (count > 0 && (count >= JudgeOptions.AllowedCount * invocations || bytes >= allowed * invocations))
            {
                _grown.Add((child, count, bytes));
                any = true;
            }
            else if (Compare(old, child))
            {
                any = true;
            }
            else if (Math.Min(child.Bytes - (old?.Bytes ?? 0), _byType[child.Type].Bytes) is var grown && grown >= allowed * invocations)
            {
                _grown.Add((child, Math.Max(0, count), grown));
                any = true;
            }
        }

        return any;
    }

    private void AddTypes(HeapNode node, int sign)
    {
        foreach (var child in node.Children)
        {
            var (count, bytes) = _byType.GetValueOrDefault(child.Type);
            _byType[child.Type] = (count + (sign * child.Count), bytes + (sign * child.Bytes));
            AddTypes(child, sign);
        }
    }

    private IEnumerable<HeapGrowth> Threads() =>
        from thread in after.Threads
        let count = thread.Value - before.Threads.GetValueOrDefault(thread.Key)
        where count >= JudgeOptions.AllowedCount * invocations
        orderby count descending
        let frames = thread.Key.Split('\n').Select(HeapTypeName.Readable).ToList()
        let start = frames.LastOrDefault(frame => HeapTypeName.IsOfProgram(frame)) ?? frames[^1]
        select new HeapGrowth
        {
            Type = "Thread",
            Holder = $"threads that started with {start} and have not ended",
            Path = frames,
            CountPerInvocation = (double)count / invocations,
            BytesPerInvocation = 0,
            IsThread = true,
            Advice = $"Let {start} end, or start it once.",
            Root = start,
        };

    private HeapGrowth Growth(HeapNode node, long count, long bytes, double heapPerInvocation)
    {
        var (words, advice) = HeapHolders.Of(node);
        var perInvocation = (double)bytes / invocations;
        return new HeapGrowth
        {
            Type = HeapTypeName.Short(node.Type),
            Holder = words,
            Path = HeapPath.To(node),
            CountPerInvocation = (double)count / invocations,
            BytesPerInvocation = perInvocation,
            Share = heapPerInvocation > 0 ? Math.Clamp(perInvocation / heapPerInvocation, 0, 1) : null,
            Advice = advice,
            Root = RootName(node),
            Contents = AllHeldBy(node).Select(held => held.Type).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static IEnumerable<HeapNode> AllHeldBy(HeapNode node) =>
        node.Children.Concat(node.Children.SelectMany(AllHeldBy));

    /// <summary>
    /// The field where one is named; else what the objects are. No more: the same leak must have the same name in the next run.
    /// </summary>
    private static string RootName(HeapNode node) =>
        HeapHolders.RootOf(node).Name is var root && root.StartsWith(HeapSnapshot.Static, StringComparison.Ordinal)
            ? HeapTypeName.Readable(root[HeapSnapshot.Static.Length..])
            : HeapTypeName.Readable(node.Type);

    private static long WithAllThatIsHeld(HeapNode? node) => node is null ? 0 : node.Bytes + node.Children.Sum(WithAllThatIsHeld);
}
