namespace LeakyOrders;

/// <summary>Messages that were no orders, for the operators. The bounds are documented, and not true.</summary>
internal static class RejectedOrders
{
    private const int MaxReasons = 500;

    // bound: 100 (the oldest goes first)
    private static readonly Queue<string> Messages = new(); // leak: nothing ever takes one out

    // bound: 50
    private static readonly HashSet<string> Reasons = []; // wrong: it may hold 500

    public static string Last => Messages.LastOrDefault("none");

    public static void Add(string messageId, string reason)
    {
        Messages.Enqueue(messageId);
        if (Reasons.Count < MaxReasons)
        {
            Reasons.Add(reason);
        }
    }
}
