namespace GrowthGuard.Diagnostics;

/// <summary>Compares the figures of memory of two snapshots.</summary>
internal static class MemoryChanges
{
    private static readonly (string Name, Func<CensusSnapshot, long?> Read)[] Figures =
    [
        ("rss", snapshot => snapshot.Process.Rss),
        ("rssAnon", snapshot => snapshot.Process.RssAnon),
        ("vmHwm", snapshot => snapshot.Process.VmHwm),
        ("vmSize", snapshot => snapshot.Process.VmSize),
        ("vmPeak", snapshot => snapshot.Process.VmPeak),
        ("vmData", snapshot => snapshot.Process.VmData),
        ("swap", snapshot => snapshot.Process.Swap),
        ("allocated", snapshot => snapshot.Gc.Allocated),
        ("heapSize", snapshot => snapshot.Gc.HeapSize),
        ("committed", snapshot => snapshot.Gc.Committed),
        ("fragmented", snapshot => snapshot.Gc.Fragmented),
        ("loh", snapshot => Generation(snapshot, "loh")),
        ("poh", snapshot => Generation(snapshot, "poh")),
    ];

    public static MemoryChange[] Between(CensusSnapshot before, CensusSnapshot after, WorkDone work) =>
    [
        .. from figure in Figures
           let first = figure.Read(before)
           let last = figure.Read(after)
           where first is not null && last is not null
           select new MemoryChange
           {
               Name = figure.Name,
               Before = first.Value,
               After = last.Value,
               PerHour = work.PerHour(last - first),
               PerRequest = work.PerRequest(last - first),
               PerInvocation = work.PerInvocation(last - first),
           },
    ];

    private static long? Generation(CensusSnapshot snapshot, string name) =>
        snapshot.Gc.Generations.FirstOrDefault(generation => generation.Name == name)?.Size;
}
