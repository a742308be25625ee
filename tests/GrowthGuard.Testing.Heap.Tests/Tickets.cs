namespace GrowthGuard.Testing.Heap.Tests;

/// <summary>What an invocation leaves behind.</summary>
internal sealed class Ticket(int number, Ticket? previous = null)
{
    public int Number { get; } = number;

    public byte[] Text { get; } = new byte[200];

    public Ticket? Previous { get; } = previous;
}

/// <summary>Each leads to the one before.</summary>
internal sealed class LinkedTickets : IMemoryScenario
{
    private static Ticket? _last;

    public ValueTask InvokeAsync(int invocation)
    {
        _last = new Ticket(invocation, _last);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Each waits for what never comes.</summary>
internal sealed class UnfinishedTickets : IMemoryScenario
{
    private static readonly TaskCompletionSource Closing = new();

    public ValueTask InvokeAsync(int invocation)
    {
        _ = HandleAsync(new Ticket(invocation));
        return ValueTask.CompletedTask;
    }

    private static async Task HandleAsync(Ticket ticket)
    {
        await Closing.Task;
        GC.KeepAlive(ticket);
    }
}

/// <summary>A thread for one in four.</summary>
internal sealed class TicketThreads : IMemoryScenario
{
    private static readonly ManualResetEventSlim Stopping = new();

    public ValueTask InvokeAsync(int invocation)
    {
        if (invocation % 4 == 0)
        {
            new Thread(WaitForStop, maxStackSize: 128 * 1024) { IsBackground = true }.Start();
        }

        return ValueTask.CompletedTask;
    }

    private static void WaitForStop() => Stopping.Wait();
}

/// <summary>All in a list.</summary>
internal sealed class ListedTickets : IMemoryScenario
{
    private static readonly List<Ticket> Tickets = [];

    public ValueTask InvokeAsync(int invocation)
    {
        Tickets.Add(new Ticket(invocation));
        return ValueTask.CompletedTask;
    }
}

/// <summary>Leaves nothing behind.</summary>
internal sealed class NoTickets : IMemoryScenario
{
    public ValueTask InvokeAsync(int invocation)
    {
        GC.KeepAlive(new Ticket(invocation));
        return ValueTask.CompletedTask;
    }
}
