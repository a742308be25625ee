using GrowthGuard.Testing.WorkerApp;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace GrowthGuard.Testing.WorkerApp.Tests;

/// <summary>A consumer of MassTransit with its bus, in the application's own host.</summary>
public sealed class MassTransitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Consumer_stays_flat() => MemoryFlat.WorkerAsync<OrderConsumer>(
        static (services, invocation) => SendAsync(services, new Order(invocation, Customer: invocation % 50)),
        cancellation: Cancellation).ShouldBeFlat();

    [Fact]
    public async Task Consumer_that_keeps_every_order_is_named()
    {
        var result = await MemoryFlat.WorkerAsync<OrderConsumer>(
            static (services, invocation) => SendAsync(services, new Order(invocation, Customer: invocation)),
            cancellation: Cancellation);

        Assert.True(result.Verdict == Verdict.Leak, result.ToString());
        Assert.Equal("GrowthGuard.Testing.WorkerApp.OrderTotals._totals", result.Roots[0].Root.Name);
    }

    /// <summary>A request waits for its answer, so that the message has been handled when this ends.</summary>
    private static async Task SendAsync(IServiceProvider services, Order order)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IRequestClient<Order>>().GetResponse<OrderAccepted>(order);
    }
}
