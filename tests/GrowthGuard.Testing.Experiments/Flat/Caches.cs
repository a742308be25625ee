namespace GrowthGuard.Testing.Experiments.Flat;

/// <summary>A cache that evicts the least recently used entry; full after a third of the budget.</summary>
internal class Lru300 : SyncExperiment
{
    private readonly Dictionary<int, LinkedListNode<(int Key, byte[] Value)>> _entries = [];
    private readonly LinkedList<(int Key, byte[] Value)> _order = new();

    protected virtual int Capacity => 300;

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        if (_order.Count >= Capacity)
        {
            _entries.Remove(_order.Last!.Value.Key);
            _order.RemoveLast();
        }

        _entries[invocation] = _order.AddFirst((invocation, new byte[2000]));
    }
}

/// <summary>The same, full only shortly before the budget is spent.</summary>
internal sealed class Lru900 : Lru300
{
    protected override int Capacity => 900;
}

/// <summary>The same, full after the greater part of the budget.</summary>
internal sealed class Lru700 : Lru300
{
    protected override int Capacity => 700;
}

/// <summary>A static cache of a limited number of keys, which come in random order.</summary>
internal sealed class KeyedCache : SyncExperiment
{
    private static readonly Dictionary<string, string> Answers = [];

    protected override void Invoke(int invocation)
    {
        var key = $"key-{Random.Next(150)}";
        if (!Answers.ContainsKey(key))
        {
            Answers[key] = new string('x', 200);
        }

        OrderHandler.Handle(invocation);
    }
}

/// <summary>A static cache that is emptied when it is full: a saw-tooth.</summary>
internal sealed class ClearedCache : SyncExperiment
{
    private static readonly Dictionary<int, string> Answers = [];

    protected override void Invoke(int invocation)
    {
        if (Answers.Count >= 200 + (Seed % 100))
        {
            Answers.Clear();
        }

        Answers[invocation] = new string('x', 200);
        OrderHandler.Handle(invocation);
    }
}

/// <summary>Handlers that are added to a static event and taken off again.</summary>
internal sealed class Unsubscribed : SyncExperiment
{
    private static event EventHandler? Changed;

    protected override void Invoke(int invocation)
    {
        EventHandler handler = (_, _) => OrderHandler.Handle(invocation);
        Changed += handler;
        Changed?.Invoke(this, EventArgs.Empty);
        Changed -= handler;
    }
}
