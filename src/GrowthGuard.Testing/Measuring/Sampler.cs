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

    private static readonly (Channel Channel, ProcessFigure Figure)[] OfProcess =
    [
        (Channel.Private, ProcessFigure.Private),
        (Channel.Mapped, ProcessFigure.Mapped),
        (Channel.Resident, ProcessFigure.Resident),
        (Channel.PeakResident, ProcessFigure.PeakResident),
        (Channel.Swapped, ProcessFigure.Swapped),
        (Channel.Threads, ProcessFigure.Threads),
        (Channel.Handles, ProcessFigure.Handles),
    ];

    /// <summary>Collects the garbage, then sets the value of every channel.</summary>
    public void Take(Span<long> values)
    {
        values.Fill(Sample.Unknown);
        ReadProcess(values);
        values[(int)Channel.PrivateUncollected] = values[(int)Channel.Private];

        var info = Collect();
        values[(int)Channel.Heap] = info.HeapSizeBytes;
        values[(int)Channel.Committed] = info.TotalCommittedBytes;
        values[(int)Channel.LargeObjects] = info.GenerationInfo[LargeObjectGeneration].SizeAfterBytes;
        values[(int)Channel.Timers] = Timer.ActiveCount;
        values[(int)Channel.Assemblies] = AppDomain.CurrentDomain.GetAssemblies().Length;
        values[(int)Channel.CompiledMethods] = JitInfo.GetCompiledMethodCount();
        values[(int)Channel.NativeInUse] = NativeAllocator.Current?.InUse() ?? Sample.Unknown;
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
