using System.Threading.Channels;

namespace GrowthGuard.Testing.WebApp;

/// <summary>Orders that wait for the worker.</summary>
public sealed class OrderQueue
{
    private readonly Channel<(string Id, TaskCompletionSource Handled)> _waiting =
        Channel.CreateBounded<(string, TaskCompletionSource)>(100);

    /// <summary>Hands over an order and waits until it has been handled.</summary>
    public async Task HandledAsync(string id)
    {
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((id, handled));
        await handled.Task;
    }

    /// <summary>Takes the orders, one after the other.</summary>
    public IAsyncEnumerable<(string Id, TaskCompletionSource Handled)> TakeAsync(CancellationToken cancellation) =>
        _waiting.Reader.ReadAllAsync(cancellation);
}
