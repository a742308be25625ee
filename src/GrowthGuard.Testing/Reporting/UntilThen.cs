using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Reporting;

/// <summary>Says what a run that came to no verdict had measured: a process that dies for lack of memory has shown what took it.</summary>
internal static class UntilThen
{
    private const int MostRoots = 3;

    /// <returns>Null when nothing was invoked.</returns>
    public static string? InWords(MemorySeries series)
    {
        if (series.Samples is not [var first, .., var last])
        {
            return null;
        }

        var memory = new[] { MemoryChannel.Heap, MemoryChannel.Private }
            .Where(series.Has)
            .Select(channel => $"{channel.InWords()} {Amounts.Bytes(first[channel])} to {Amounts.Bytes(last[channel])}");
        var roots = series.Roots
            .Where(root => root.HasGrownSince(0))
            .OrderByDescending(root => root.Counts[^1] - root.Counts[0])
            .Take(MostRoots)
            .Select(root =>
                $"{root.Root.Name} {Amounts.Number(root.Counts[0])} to {Amounts.Number(root.Counts[^1])} {root.Root.Kind.Unit()}");
        return $"Until then, over {last.Invocations} invocations: {string.Join(", ", memory.Concat(roots))}.";
    }
}
