using System.Runtime.InteropServices;

namespace GrowthGuard.Diagnostics.Processes;

/// <summary>
/// Reads the resource usage of macOS. The physical footprint counts as private memory: resident memory misses what is compressed.
/// </summary>
internal sealed partial class MacProcessReader : IProcessReader
{
    private readonly DirectoryCounter _descriptors = new("/dev/fd");

    public bool IsProven => false;

    public void Read(Span<long> values)
    {
        Span<byte> usage = stackalloc byte[MacUsage.Size];
        if (GetUsage(Environment.ProcessId, MacUsage.Version, ref MemoryMarshal.GetReference(usage)) == 0)
        {
            MacUsage.Read(usage, values);
        }

        values[(int)ProcessFigure.Handles] = _descriptors.Count();
    }

    public void Dispose() => _descriptors.Dispose();

    [LibraryImport("libproc", EntryPoint = "proc_pid_rusage")]
    private static partial int GetUsage(int process, int version, ref byte usage);
}
