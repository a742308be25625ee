using Amazon.Lambda.SQSEvents;
using GrowthGuard.Testing;
using SteadyOrders;

namespace GrowthGuard.SamplesAtRunTime;

/// <summary>SteadyOrders, fed with the same, stays flat; its documented bounds hold.</summary>
public sealed class SteadyOrdersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Orders_are_flat() => MemoryFlat.RunAsync<AllOrders>(cancellation: Cancellation).ShouldBeFlat();

    [Fact]
    public Task The_handler_is_flat() => MemoryFlat.LambdaAsync<Function, SQSEvent>(
        static function =>
            function.HandleAsync, Samples.FromDirectory("events"), options => options.Environment("AWS_REGION", "eu-west-1"), Cancellation)
                .ShouldBeFlat();

    [Fact]
    public Task The_smallest_demonstration_is_flat() => MemoryFlat.LambdaAsync<FourArrays, string>(
        static function => function.Handle, static invocation => $"input {invocation}", options => options.Invocations(80), Cancellation)
            .ShouldBeFlat();

    /// <summary>Everything that an order goes through, with every order new.</summary>
    internal sealed class AllOrders : IMemoryScenario
    {
        private readonly OrderStore _store = new(Orders.Database());

        public async ValueTask InvokeAsync(int invocation)
        {
            var message = invocation % 10 == 0 ? Orders.Xml(invocation) : Orders.Json(invocation);
            var order = OrderParser.Parse(message);
            await AuditLog.AcceptedAsync(order, _store, CancellationToken.None);
            foreach (var line in order.Lines)
            {
                PriceCache.PriceOf(line.Sku, order.CustomerId, _ => 1);
            }

            PriceCache.QuoteFor(order, _ => 1);
            Metrics.Record(1, TimeSpan.FromSeconds(1));
            RejectedOrders.Add(message.MessageId, $"reason {invocation}");
            await _store.LoadCustomersAsync([order], CancellationToken.None);
            await _store.SaveAsync([order], CancellationToken.None);
            await _store.NotifyAsync([order], CancellationToken.None);
            await AuditLog.FlushAsync(_store, CancellationToken.None);
        }
    }
}
