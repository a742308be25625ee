using Microsoft.Azure.Functions.Worker;

namespace GrowthGuard.Testing.WorkerApp;

/// <summary>Takes orders from a queue of the storage.</summary>
/// <param name="totals">What they come to.</param>
public sealed class OrderFunction(OrderTotals totals)
{
    /// <summary>Handles an order.</summary>
    [Function(nameof(OrderFunction))]
    public int Run([QueueTrigger("orders")] Order order) => totals.Add(order.Customer);

    /// <summary>Handles an order, and keeps its number for ever.</summary>
    [Function("Audit")]
    public int Audit([QueueTrigger("audits")] Order order) => totals.Add(order.Id);
}
