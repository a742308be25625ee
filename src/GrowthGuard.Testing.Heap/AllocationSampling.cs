using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace GrowthGuard.Testing.Heap;

/// <summary>Listens to what the runtime of a process says of its allocations: one in about 100 KB, with its stack.</summary>
internal sealed class AllocationSampling : IAllocationSampling
{
    private const int BufferMegabytes = 64;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"growthguard-{Guid.NewGuid():N}.nettrace");
    private readonly EventPipeSession _session;
    private readonly Task _copying;

    public AllocationSampling(int processId)
    {
        // The names of methods that were compiled before come when the session ends.
        _session = new DiagnosticsClient(processId).StartEventPipeSession(
            [
                new EventPipeProvider(
                    ClrTraceEventParser.ProviderName,
                    EventLevel.Verbose,
                    (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.Jit | ClrTraceEventParser.Keywords.Loader)),
            ],
            requestRundown: true,
            BufferMegabytes);
        _copying = Task.Factory.StartNew(Copy, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public IReadOnlyList<AllocationSample> Stop(CancellationToken cancellation)
    {
        _session.Stop();
        _copying.Wait(cancellation);
        var log = _file + ".etlx";
        try
        {
            TraceLog.CreateFromEventPipeDataFile(
                _file,
                log,
                new TraceLogOptions { ConversionLog = TextWriter.Null, ContinueOnError = true });
            return Read(log);
        }
        finally
        {
            File.Delete(log);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        File.Delete(_file);
    }

    private void Copy()
    {
        using var file = File.Create(_file);
        _session.EventStream.CopyTo(file);
    }

    private static List<AllocationSample> Read(string file)
    {
        var samples = new List<AllocationSample>();
        using var log = new TraceLog(file);
        using var events = log.Events.GetSource();
        events.Clr.GCAllocationTick += tick => samples.Add(
            new AllocationSample(EventTypeName.ToHeapName(tick.TypeName), [.. Frames(tick.CallStack())]));
        events.Process();
        return samples;
    }

    private static IEnumerable<string> Frames(TraceCallStack? stack)
    {
        for (; stack is not null; stack = stack.Caller)
        {
            if (stack.CodeAddress.FullMethodName is { Length: > 0 } name)
            {
                yield return name.Split('(')[0];
            }
        }
    }
}
