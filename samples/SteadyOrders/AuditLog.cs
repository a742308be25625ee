using System.Threading.Channels;
using GrowthGuard;

namespace SteadyOrders;

/// <summary>One line of the audit log.</summary>
internal sealed record AuditEntry(string OrderId, string CustomerId, DateTime Time);

/// <summary>Who ordered what, and when. Entries wait in a channel and are written out when it is full and at the end of each invocation.</summary>
internal static class AuditLog
{
    private const int MaxWaiting = 1_000;
    private const int MaxRecent = 100;

    [Bounded(MaxWaiting, By = "bounded channel: the writer waits")]
    private static readonly Channel<AuditEntry> Outbox =
        Channel.CreateBounded<AuditEntry>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.Wait });

    [Bounded(MaxRecent, By = "the oldest goes in KeepRecent()")]
    public static Queue<AuditEntry> Recent { get; } = new(MaxRecent);

    public static async Task AcceptedAsync(Order order, OrderStore store, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry(order.Id, order.CustomerId, DateTime.UtcNow);
        KeepRecent(entry);
        if (!Outbox.Writer.TryWrite(entry))
        {
            await FlushAsync(store, cancellationToken);
            await Outbox.Writer.WriteAsync(entry, cancellationToken);
        }
    }

    public static async Task FlushAsync(OrderStore store, CancellationToken cancellationToken)
    {
        var entries = new List<AuditEntry>(MaxWaiting);
        while (entries.Count < MaxWaiting && Outbox.Reader.TryRead(out var entry))
        {
            entries.Add(entry);
        }

        await store.SaveAuditAsync(entries, cancellationToken);
    }

    private static void KeepRecent(AuditEntry entry)
    {
        if (Recent.Count >= MaxRecent)
        {
            Recent.Dequeue();
        }

        Recent.Enqueue(entry);
    }
}
