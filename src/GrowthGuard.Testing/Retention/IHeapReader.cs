namespace GrowthGuard.Testing;

/// <summary>
/// Reads the managed heap of another process. The kit looks for one beside the tested assembly: GrowthGuard.Testing.Heap.dll, which names
/// its reader with <see cref="HeapReaderAttribute"/>. It is used only where the stores that were counted explain less than half of the
/// growth.
/// </summary>
public interface IHeapReader
{
    /// <summary>Stops a process, reads its heap and its threads, and lets it go on.</summary>
    /// <param name="processId">The process, which was started by this one.</param>
    /// <param name="cancellation">Gives up; the process goes on all the same.</param>
    /// <exception cref="InvalidOperationException">The process cannot be read; the message says why and what would help.</exception>
    HeapSnapshot Read(int processId, CancellationToken cancellation);
}
