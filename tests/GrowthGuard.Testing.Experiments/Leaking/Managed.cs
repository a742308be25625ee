using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;

namespace GrowthGuard.Testing.Experiments.Leaking;

/// <summary>24 bytes per invocation: the smallest object there is, and no collection.</summary>
internal sealed class Object24 : SyncExperiment
{
    private static Node? _last;

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        _last = new Node(_last);
    }

    private sealed class Node(Node? previous)
    {
        public Node? Previous { get; } = previous;
    }
}

/// <summary>A list of small arrays.</summary>
internal class List64 : SyncExperiment
{
    private static readonly List<byte[]> Kept = [];

    protected virtual int Size => 32;

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Kept.Add(new byte[Size]);
    }
}

/// <summary>The same, with 1 KB.</summary>
internal sealed class List1K : List64
{
    protected override int Size => 1000;
}

/// <summary>The same, with 10 KB.</summary>
internal sealed class List10K : List64
{
    protected override int Size => 10_000;
}

/// <summary>10 KB in one of a hundred invocations.</summary>
internal sealed class OneIn100 : SyncExperiment
{
    private static readonly List<byte[]> Kept = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        if (invocation % 100 == Seed % 100)
        {
            Kept.Add(new byte[10_240]);
        }
    }
}

/// <summary>An entry of two numbers: no bytes to be seen between the steps in which the dictionary grows.</summary>
internal sealed class IntDictionary : SyncExperiment
{
    private static readonly Dictionary<int, int> Seen = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Seen[invocation] = invocation;
    }
}

/// <summary>A cache by a key that never comes again.</summary>
internal sealed class StringDictionary : SyncExperiment
{
    private static readonly ConcurrentDictionary<string, string> Prices = [];

    protected override void Invoke(int invocation) =>
        Prices.GetOrAdd($"sku-{invocation}/{Seed}", key => $"{key}: {OrderHandler.Handle(invocation)}");
}

/// <summary>A handler of a static event in each invocation.</summary>
internal sealed class EventHandlers : SyncExperiment
{
    private static event EventHandler? Changed;

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Changed += (_, _) => OrderHandler.Handle(invocation);
        GC.KeepAlive(Changed);
    }
}

/// <summary>A channel that nobody reads.</summary>
internal sealed class UnreadChannel : SyncExperiment
{
    private static readonly Channel<string> Outbox = Channel.CreateUnbounded<string>();

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Outbox.Writer.TryWrite($"order {invocation} accepted");
    }
}

/// <summary>A text that only gets longer.</summary>
internal sealed class GrowingText : SyncExperiment
{
    private static readonly StringBuilder Log = new();

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Log.Append("order ").Append(invocation).Append(" was accepted and will be shipped\n");
    }
}

/// <summary>Registrations with a token that lives as long as the process.</summary>
internal sealed class TokenRegistrations : SyncExperiment
{
    private static readonly CancellationTokenSource Stopping = new();

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        Stopping.Token.Register(() => OrderHandler.Handle(invocation));
    }
}

/// <summary>Handles of objects that are never freed.</summary>
internal sealed class ObjectHandles : SyncExperiment
{
    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        GCHandle.Alloc(new byte[50]);
    }
}

/// <summary>A store that goes over its documented bound, however slowly.</summary>
internal sealed class OverBound : SyncExperiment
{
    [Bounded(20, By = "nothing, on purpose")]
    private static readonly List<int> Recent = [];

    protected override void Invoke(int invocation)
    {
        OrderHandler.Handle(invocation);
        if (invocation % 20 == 0)
        {
            Recent.Add(invocation);
        }
    }
}
