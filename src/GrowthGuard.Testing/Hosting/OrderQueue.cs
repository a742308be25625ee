using System.Collections.Concurrent;
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

    /// <summary>The parent waits for answers, so that there are hardly ever more than two.</summary>
    private const int MostWaiting = 16;

    private readonly Stream _stream;
    private readonly BlockingCollection<(FrameKind Kind, FrameReader Content)> _orders = new(MostWaiting);

    public OrderQueue(Stream stream)
    {
        _stream = stream;
        new Thread(Listen) { IsBackground = true, Name = "GrowthGuard orders" }.Start();
    }

    /// <summary>Waits for the next order.</summary>
    public (FrameKind Kind, FrameReader Content) Next() => _orders.Take();

    private void Listen()
    {
        // Each order has a reader of its own: an order to describe no store has no answer, so that the next may arrive before it is taken.
        for (var reader = new FrameReader(_stream); reader.Next() is { } kind; reader = new FrameReader(_stream))
        {
            _orders.Add((kind, reader));
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
