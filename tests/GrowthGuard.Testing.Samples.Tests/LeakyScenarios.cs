using GrowthGuard.Testing;
using LeakyOrders;

namespace GrowthGuard.SamplesAtRunTime;

/// <summary>One invocation of a part of LeakyOrders.</summary>
internal abstract class LeakyScenario : IMemoryScenario
{
    public ValueTask InvokeAsync(int invocation)
    {
        Invoke(invocation);
        return ValueTask.CompletedTask;
    }

    protected abstract void Invoke(int invocation);

    protected static Order OrderOf(int invocation) =>
        new($"order-{invocation}", $"customer-{invocation}", "EUR", OrderKind.Standard, [new OrderLine($"sku-{invocation}", 1)]);
}

internal sealed class Audit : LeakyScenario
{
    protected override void Invoke(int invocation) => AuditLog.Accepted(OrderOf(invocation));
}

internal sealed class ParsingOfJson : LeakyScenario
{
    protected override void Invoke(int invocation) => OrderParser.Parse(Orders.Json(invocation));
}

internal sealed class ParsingOfXml : LeakyScenario
{
    protected override void Invoke(int invocation) => OrderParser.Parse(Orders.Xml(invocation));
}

internal sealed class Pricing : LeakyScenario
{
    protected override void Invoke(int invocation)
    {
        PriceCache.PriceOf($"sku-{invocation}", "customer", _ => 1);
        PriceCache.QuoteFor(OrderOf(invocation), _ => 1);
    }
}

internal sealed class Measuring : LeakyScenario
{
    protected override void Invoke(int invocation)
    {
        Metrics.Record(invocation % 10, TimeSpan.FromSeconds(1));
        Metrics.Count(OrderKind.Express);
    }
}

internal sealed class Rejecting : LeakyScenario
{
    protected override void Invoke(int invocation) => RejectedOrders.Add($"message-{invocation}", "no order");
}

internal sealed class Sound : LeakyScenario
{
    protected override void Invoke(int invocation)
    {
        var order = OrderOf(invocation);
        SoundCaches.LabelOf(order.Lines[0].Sku);
        SoundCaches.RecentPriceOf(order.Lines[0].Sku, _ => 1);
        SoundCaches.TotalOf(order, _ => 1);
        SoundCaches.PriorityOf(order.Kind);
        SoundCaches.PropertyNamesOf(order.GetType());
    }
}
