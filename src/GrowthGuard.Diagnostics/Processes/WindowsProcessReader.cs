using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GrowthGuard.Diagnostics.Processes;

/// <summary>
/// Reads the process counters of Windows. Private usage counts as private memory: the working set is trimmed by the system.
/// </summary>
internal sealed partial class WindowsProcessReader : IProcessReader
{
    /// <summary>Stands for the calling process.</summary>
    private const nint ThisProcess = -1;

    private readonly Process _process = Process.GetCurrentProcess();

    public bool IsProven => false;

    public void Read(Span<long> values)
    {
        Span<byte> counters = stackalloc byte[WindowsCounters.Size];
        if (GetProcessMemoryInfo(ThisProcess, ref MemoryMarshal.GetReference(counters), counters.Length))
        {
            WindowsCounters.Read(counters, values);
        }

        if (GetProcessHandleCount(ThisProcess, out var handles))
        {
            values[(int)ProcessFigure.Handles] = handles;
        }

        _process.Refresh();
        values[(int)ProcessFigure.Threads] = _process.Threads.Count;
    }

    public void Dispose() => _process.Dispose();

    [LibraryImport("kernel32", EntryPoint = "K32GetProcessMemoryInfo")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetProcessMemoryInfo(nint process, ref byte counters, int size);

    [LibraryImport("kernel32", EntryPoint = "GetProcessHandleCount")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetProcessHandleCount(nint process, out int handles);
}
