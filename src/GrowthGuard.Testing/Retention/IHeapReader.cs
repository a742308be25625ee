namespace GrowthGuard.Testing;

/// <summary>
/// Looks into another process. The kit looks for one beside the tested assembly: GrowthGuard.Testing.Heap.dll, which names its reader with
/// <see cref="HeapReaderAttribute"/>. It is used only where a verdict is known or none will come, and there is something to explain.
/// </summary>
public interface IHeapReader
{
    /// <summary>Stops a process, reads its heap and its threads, and lets it go on.</summary>
    /// <param name="processId">The process, which was started by this one.</param>
    /// <param name="cancellation">Gives up; the process goes on all the same.</param>
    /// <exception cref="InvalidOperationException">The process cannot be read; the message says why and what would help.</exception>
    HeapSnapshot Read(int processId, CancellationToken cancellation);

    /// <summary>Stops a process, reads where its threads and its async methods are, and lets it go on.</summary>
    /// <param name="processId">The process, which was started by this one.</param>
    /// <param name="cancellation">Gives up; the process goes on all the same.</param>
    /// <returns>
    /// How many threads have the same stack: the methods from the one that waits outwards, one a line. The stack of an async method that
    /// has not ended is the methods that wait for it.
    /// </returns>
    /// <exception cref="InvalidOperationException">The process cannot be read; the message says why and what would help.</exception>
    IReadOnlyDictionary<string, int> ReadStacks(int processId, CancellationToken cancellation);

    /// <summary>Begins to sample what a process allocates.</summary>
    /// <param name="processId">The process, which was started by this one.</param>
    IAllocationSampling SampleAllocations(int processId);

    /// <summary>Writes a dump of a process, with its heap.</summary>
    /// <param name="processId">The process, which was started by this one.</param>
    /// <param name="file">The file to write; its folder exists.</param>
    void WriteDump(int processId, string file);
}
