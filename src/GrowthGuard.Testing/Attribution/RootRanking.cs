using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Attribution;

/// <summary>Puts the roots that grew in order, the one that explains most first.</summary>
internal static class RootRanking
{
    /// <param name="roots">The roots that grew, as they were found.</param>
    /// <param name="heap">How the managed heap grew; null when it was not measured.</param>
    public static IReadOnlyList<GrowingRoot> Rank(IEnumerable<GrowingRoot> roots, ChannelRate? heap) =>
        [.. roots.OrderByDescending(root => root.IsOverBound).ThenByDescending(root => root.PerInvocation).ThenBy(root => root.Root.Name, StringComparer.Ordinal)];
}
