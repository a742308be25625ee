namespace GrowthGuard.Testing.WebApp;

/// <summary>Handles the orders of the queue; those that are to be logged are kept.</summary>
internal sealed class OrderWorker(OrderQueue queue, IServiceProvider services) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, handled) in queue.TakeAsync(stoppingToken))
        {
            if (id.StartsWith("logged", StringComparison.Ordinal))
            {
                services.GetRequiredService<OrderLog>().Add(id);
            }

            handled.SetResult();
        }
    }
}
