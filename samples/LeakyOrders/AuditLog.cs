using System.Threading.Channels;

namespace LeakyOrders;

/// <summary>One line of the audit log.</summary>
internal sealed record AuditEntry(string OrderId, string CustomerId, DateTime Time);

/// <summary>Who ordered what, and when.</summary>
internal static class AuditLog
{
    // leak: one line per order
    private static readonly List<string> Lines = [];

    // leak: grown by the helper Remember, one entry per customer
    private static readonly HashSet<string> Customers = [];

    // leak: grown through a local that names it
    private static readonly SortedDictionary<string, int> LineCounts = [];

    // leak: nothing makes the writer wait for the reader
    private static readonly Channel<AuditEntry> Outbox = Channel.CreateUnbounded<AuditEntry>();

    // leak: the same, as a property
    public static Queue<AuditEntry> Recent { get; } = new();

    public static ChannelReader<AuditEntry> Reader => Outbox.Reader;

    public static int KnownCustomers => Customers.Count;

    public static void Accepted(Order order)
    {
        var entry = new AuditEntry(order.Id, order.CustomerId, DateTime.UtcNow);
        Lines.Add($"{entry.Time:O} {entry.OrderId} {entry.CustomerId}");
        Recent.Enqueue(entry);
        Outbox.Writer.TryWrite(entry);
        Remember(order);

        var counts = LineCounts;
        counts[order.Id] = order.Lines.Count;
    }

    public static string Text() => string.Join('\n', Lines);

    private static void Remember(Order order) => Customers.Add(order.CustomerId);
}
