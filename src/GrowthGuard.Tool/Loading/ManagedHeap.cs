using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace GrowthGuard.Tool.Loading;

/// <summary>
/// The managed heap of another process after a full collection, which the runtime makes for whoever listens with that keyword. Between two
/// collections a server's memory moves by more than a leak adds in minutes.
/// </summary>
/// <param name="Size">Bytes that the collection found alive. The size of the generations has the holes between them too, and moves with
/// these.</param>
/// <param name="Committed">Bytes that the collector has committed, the free ones included.</param>
internal sealed record ManagedHeap(long Size, long Committed)
{
    private const long Collect = 0x800000;
    private const int FullCollection = 2;
    private const int BufferMegabytes = 16;

    /// <summary>The parts of what the collector has committed. Runtimes before .NET 8 do not tell.</summary>
    private static readonly string[] Committings =
    [
        "TotalCommittedInUse", "TotalCommittedInFree", "TotalCommittedInGlobalFree", "TotalCommittedInGlobalDecommit"
    ];

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <returns>Null when the process does not let itself be listened to.</returns>
    public static async Task<ManagedHeap?> CollectAsync(int process, CancellationToken cancellation)
    {
        try
        {
            var provider = new EventPipeProvider(
                ClrTraceEventParser.ProviderName,
                EventLevel.Informational,
                (long)ClrTraceEventParser.Keywords.GC | Collect);
            using var session = await new DiagnosticsClient(process)
                .StartEventPipeSessionAsync([provider], requestRundown: false, BufferMegabytes, cancellation)
                .WaitAsync(TimeLimit, cancellation);
            var heap = new TaskCompletionSource<ManagedHeap?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var listening = Task.Factory.StartNew(
                () => Listen(session.EventStream, heap),
                cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            var read = await heap.Task.WaitAsync(TimeLimit, cancellation);
            await session.StopAsync(cancellation).WaitAsync(TimeLimit, cancellation);
            await listening.WaitAsync(TimeLimit, cancellation);
            return read;
        }
        catch (Exception e) when (e is DiagnosticsClientException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Listen(Stream events, TaskCompletionSource<ManagedHeap?> heap)
    {
        try
        {
            var (isFull, size, committed) = (false, 0L, 0L);
            using var source = new EventPipeEventSource(events);
            source.Clr.GCStart += data => isFull |= data.Depth == FullCollection &&
                data.Reason is GCReason.Induced or GCReason.InducedNotForced;
            source.Clr.GCHeapStats += data => size = data.TotalPromoted;
            source.AllEvents += data => committed = data.EventName == "GC/CommittedUsage"
                ? Committings.Sum(name => (long)data.PayloadByName(name))
                : committed;
            source.Clr.GCRestartEEStop += _ =>
            {
                if (isFull && size > 0)
                {
                    heap.TrySetResult(new ManagedHeap(size, committed));
                }
            };
            source.Process();
        }
        catch (Exception)
        {
            // The stream ends in the middle when the process does.
        }

        heap.TrySetResult(null);
    }
}
