using MassTransit;

namespace GrowthGuard.Testing.WorkerApp;

/// <summary>Takes orders from the bus.</summary>
/// <param name="totals">What they come to.</param>
public sealed class OrderConsumer(OrderTotals totals) : IConsumer<Order>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<Order> context) =>
        context.RespondAsync(new OrderAccepted(totals.Add(context.Message.Customer)));
}
