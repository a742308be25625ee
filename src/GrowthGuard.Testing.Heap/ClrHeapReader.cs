using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Runtime;

namespace GrowthGuard.Testing.Heap;

/// <summary>
/// Reads the heap of a process with ClrMD: it is stopped while it is read, and goes on afterwards. Allocations and dumps are what its
/// runtime tells of itself.
/// </summary>
public sealed class ClrHeapReader : IHeapReader
{
    /// <inheritdoc/>
    public HeapSnapshot Read(int processId, CancellationToken cancellation) =>
        Stopped(processId, runtime => new HeapWalk(runtime, cancellation).Take());

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int> ReadStacks(int processId, CancellationToken cancellation) =>
        Stopped(processId, runtime => new StackWalk(runtime, cancellation).Take());

    /// <inheritdoc/>
    public IAllocationSampling SampleAllocations(int processId) => new AllocationSampling(processId);

    /// <inheritdoc/>
    public void WriteDump(int processId, string file) => new DiagnosticsClient(processId).WriteDump(DumpType.WithHeap, file);

    private static T Stopped<T>(int processId, Func<ClrRuntime, T> read)
    {
        // Only the thread that has stopped a process may let it go on, so all is done here, without waiting for anything.
        using var target = Attach(processId);
        var version = target.ClrVersions.FirstOrDefault() ??
            throw new InvalidOperationException("no .NET runtime was found in the process.");
        using var runtime = RuntimeOf(version);
        return read(runtime);
    }

    /// <summary>
    /// What reads the structures of a runtime is shipped beside it, and so fits; builds of distributions do not tell their version as those
    /// of Microsoft do.
    /// </summary>
    private static ClrRuntime RuntimeOf(ClrInfo version)
    {
        var folder = Path.GetDirectoryName(version.ModuleInfo.FileName);
        var file = OperatingSystem.IsWindows()
            ? "mscordaccore.dll"
            : OperatingSystem.IsMacOS()
            ? "libmscordaccore.dylib"
            : "libmscordaccore.so";
        return folder is not null && Path.Combine(folder, file) is var path && File.Exists(path)
            ? version.CreateRuntime(path, ignoreMismatch: true)
            : version.CreateRuntime();
    }

    private static DataTarget Attach(int processId)
    {
        StopSignals.Silence();
        try
        {
            return DataTarget.AttachToProcess(processId, suspend: true);
        }
        catch (ClrDiagnosticsException e)
        {
            var help = OperatingSystem.IsLinux()
                ? " A process may trace its own children unless the container or the system forbids 'ptrace'; allow it with '--cap-add " +
                  "SYS_PTRACE'."
                : "";
            throw new InvalidOperationException($"the process cannot be stopped and read: {e.Message}{help}", e);
        }
    }
}
