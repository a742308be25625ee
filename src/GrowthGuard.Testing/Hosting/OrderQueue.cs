using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GrowthGuard.Testing.Hosting;

/// <summary>
/// Takes orders from the parent on a thread of its own, which always reads: so the end of the pipe, which is the end of the parent, is seen
/// while the scenario hangs, and this process ends too, with what it has started.
/// </summary>
internal sealed partial class OrderQueue
{
    private const int Kill = 9;

    private readonly FrameReader _reader;
    private readonly SemaphoreSlim _arrived = new(0);
    private FrameKind _kind;

    public OrderQueue(Stream stream)
    {
        _reader = new FrameReader(stream);
        new Thread(Listen) { IsBackground = true, Name = "GrowthGuard orders" }.Start();
    }

    /// <summary>Waits for the next order. Its content is valid until the order is answered: before that, the parent sends no other.</summary>
    public (FrameKind Kind, FrameReader Content) Next()
    {
        _arrived.Wait();
        return (_kind, _reader);
    }

    private void Listen()
    {
        while (_reader.Next() is { } kind)
        {
            _kind = kind;
            _arrived.Release();
        }

        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(ChildProcess.RunVariable) is { } run)
        {
            Descendants.Kill(ChildProcess.RunVariable, run, except: Environment.ProcessId);
        }

        // No finalizers, no handlers of the end of the process: the scenario may hang in any of them.
        if (OperatingSystem.IsWindows())
        {
            using var process = Process.GetCurrentProcess();
            process.Kill();
        }
        else
        {
            _ = Signal(Environment.ProcessId, Kill);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
