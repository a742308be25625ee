using System.Runtime.CompilerServices;

namespace GrowthGuard.Testing.Heap.Tests;

/// <summary>Waits for a lock that nobody gives back.</summary>
internal sealed class BlockedTickets : IMemoryScenario
{
    private readonly SemaphoreSlim _turn = new(1);

    public ValueTask InvokeAsync(int invocation)
    {
        if (invocation == 30)
        {
            TakeTurn();
        }

        return ValueTask.CompletedTask;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeTurn()
    {
        _turn.Wait();
        _turn.Wait();
    }
}

/// <summary>Awaits what never comes, two methods deep.</summary>
internal sealed class AwaitingTickets : IMemoryScenario
{
    private static readonly TaskCompletionSource Closing = new();

    public async ValueTask InvokeAsync(int invocation)
    {
        if (invocation == 30)
        {
            await HandleAsync();
        }
    }

    private static async Task HandleAsync() => await Closing.Task;
}

/// <summary>Ends its process as a fault of native code does.</summary>
internal sealed class CrashingTickets : IMemoryScenario
{
    public ValueTask InvokeAsync(int invocation)
    {
        if (invocation == 30)
        {
            Environment.FailFast("no way on");
        }

        return ValueTask.CompletedTask;
    }
}
