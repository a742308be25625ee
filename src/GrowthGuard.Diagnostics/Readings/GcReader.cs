using System.Runtime;

namespace GrowthGuard.Diagnostics.Readings;

/// <summary>Reads what the garbage collector knows, without collecting.</summary>
internal static class GcReader
{
    private static readonly string[] Names = ["gen0", "gen1", "gen2", "loh", "poh"];

    public static GcReading Read(double uptimeSeconds)
    {
        var info = GC.GetGCMemoryInfo(GCKind.Any);
        var pause = GC.GetTotalPauseDuration().TotalSeconds;
        var generations = new GenerationReading[Names.Length];
        for (var i = 0; i < Names.Length; i++)
        {
            var generation = info.GenerationInfo[i];
            generations[i] = new GenerationReading
            {
                Name = Names[i],
                Size = generation.SizeAfterBytes,
                Fragmented = generation.FragmentationAfterBytes,
                Collections = i <= GC.MaxGeneration ? GC.CollectionCount(i) : null,
            };
        }

        return new GcReading
        {
            Allocated = GC.GetTotalMemory(forceFullCollection: false),
            HeapSize = info.HeapSizeBytes,
            Committed = info.TotalCommittedBytes,
            Fragmented = info.FragmentedBytes,
            TotalAllocated = GC.GetTotalAllocatedBytes(),
            PauseSeconds = pause,
            PauseShare = uptimeSeconds > 0 ? Math.Min(1, pause / uptimeSeconds) : 0,
            Available = info.TotalAvailableMemoryBytes,
            IsServer = GCSettings.IsServerGC,
            Generations = generations,
        };
    }
}
