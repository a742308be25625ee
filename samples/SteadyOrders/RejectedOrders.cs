using GrowthGuard;

namespace SteadyOrders;

/// <summary>Messages that were no orders, for the operators.</summary>
internal static class RejectedOrders
{
    private const int MaxMessages = 100;
    private const int MaxReasons = 500;

    [Bounded(MaxMessages, By = "the oldest goes first, in Add()")]
    private static readonly Queue<string> Messages = new();

    [Bounded(MaxReasons, By = "later ones are not kept")]
    private static readonly HashSet<string> Reasons = [];

    public static string Last => Messages.LastOrDefault("none");

    public static void Add(string messageId, string reason)
    {
        while (Messages.Count >= MaxMessages)
        {
            Messages.Dequeue();
        }

        Messages.Enqueue(messageId);
        if (Reasons.Count < MaxReasons)
        {
            Reasons.Add(reason);
        }
    }
}
