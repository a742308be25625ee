using System.Runtime;
using GrowthGuard.Diagnostics.Processes;

namespace GrowthGuard.Testing.Measuring;

/// <summary>Collects the garbage of this process and reads all channels.</summary>
/// <param name="reader">What the operating system knows.</param>
internal sealed class Sampler(IProcessReader reader)
{
    /// <summary>What a finalizer kept needs a second collection, what it brought back to life perhaps a third.</summary>
    private const int MostCollections = 3;

    private const int LargeObjectGeneration = 3;

    private static readonly (MemoryChannel Channel, ProcessFigure Figure)[] OfProcess =
    [
        (MemoryChannel.Private, ProcessFigure.Private),
        (MemoryChannel.Mapped, ProcessFigure.Mapped),
        (MemoryChannel.Resident, ProcessFigure.Resident),
        (MemoryChannel.PeakResident, ProcessFigure.PeakResident),
        (MemoryChannel.Swapped, ProcessFigure.Swapped),
        (MemoryChannel.Threads, ProcessFigure.Threads),
        (MemoryChannel.Handles, ProcessFigure.Handles),
    ];

    /// <summary>Collects the garbage, then sets the value of every channel.</summary>
    public void Take(Span<long> values)
    {
        values.Fill(Sample.Unknown);
        ReadProcess(values);
        values[(int)MemoryChannel.PrivateUncollected] = values[(int)MemoryChannel.Private];

        var info = Collect();
        values[(int)MemoryChannel.Heap] = info.HeapSizeBytes;
        values[(int)MemoryChannel.Committed] = info.TotalCommittedBytes;
        values[(int)MemoryChannel.LargeObjects] = info.GenerationInfo[LargeObjectGeneration].SizeAfterBytes;
        values[(int)MemoryChannel.Timers] = Timer.ActiveCount;
        values[(int)MemoryChannel.Assemblies] = AppDomain.CurrentDomain.GetAssemblies().Length;
        values[(int)MemoryChannel.CompiledMethods] = JitInfo.GetCompiledMethodCount();
        values[(int)MemoryChannel.NativeInUse] = NativeAllocator.Current?.InUse() ?? Sample.Unknown;
        ReadProcess(values);
    }

    /// <summary>Sets the channels that the operating system has.</summary>
    public void ReadProcess(Span<long> values)
    {
        Span<long> figures = stackalloc long[ProcessFigures.Count];
        figures.Fill(ProcessFigures.Unknown);
        reader.Read(figures);
        foreach (var (channel, figure) in OfProcess)
        {
            values[(int)channel] = figures[(int)figure];
        }
    }

    /// <summary>Collects until the heap no longer changes.</summary>
    private static GCMemoryInfo Collect()
    {
        var size = Sample.Unknown;
        for (var collections = 1; ; collections++)
        {
            // Aggressive gives memory back to the system too, and so makes resident memory comparable.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

            // Of the full blocking collection, not of one in the background that may have ended since.
            var info = GC.GetGCMemoryInfo(GCKind.FullBlocking);
            if (collections == MostCollections || (collections > 1 && info.HeapSizeBytes == size))
            {
                return info;
            }

            size = info.HeapSizeBytes;
            GC.WaitForPendingFinalizers();
        }
    }
}
