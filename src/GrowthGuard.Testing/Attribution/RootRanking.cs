using GrowthGuard.Census;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Attribution;

/// <summary>Puts the roots that grew in order, the one that explains most first.</summary>
internal static class RootRanking
{
    /// <param name="roots">The roots that grew, as they were found.</param>
    /// <param name="heap">How the managed heap grew; null when it was not measured.</param>
    public static IReadOnlyList<GrowingRoot> Rank(IEnumerable<GrowingRoot> roots, ChannelRate? heap)
    {
        var grown = roots.ToList();
        var names = grown.Select(root => root.Root.Name).ToHashSet();
        return
        [
            .. grown
                .Where(root => !IsSaidAlready(root.Root, names) && !IsIncidental(root))
                .Select(root => root with { Share = ShareOf(root, heap) })
                .OrderByDescending(root => root.IsOverBound)
                .ThenByDescending(BytesPerInvocation)
                .ThenByDescending(root => root.PerInvocation)
                .ThenBy(root => root.Root.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The same store by another name, or the stores in a store that grows itself.</summary>
    private static bool IsSaidAlready(CensusRoot root, HashSet<string> names) =>
        (root.SameAs is { } other && names.Contains(other))
        || (root.IsOfEntries && names.Contains(root.Name[..^CensusRoot.EntriesSuffix.Length]));

    /// <summary>The process loads an assembly and starts a timer now and then, which explains nothing.</summary>
    private static bool IsIncidental(GrowingRoot root) =>
        root.Root.Kind is StoreKind.Timers or StoreKind.Assemblies && root.PerInvocation < JudgeOptions.AllowedCount;

    private static double? ShareOf(GrowingRoot root, ChannelRate? heap) =>
        heap is { PerInvocation: > 0 } && root.Root.EntryBytes > 0 ? Math.Clamp(BytesPerInvocation(root) / heap.PerInvocation, 0, 1) : null;

    private static double BytesPerInvocation(GrowingRoot root) => root.PerInvocation * root.Root.EntryBytes;
}
