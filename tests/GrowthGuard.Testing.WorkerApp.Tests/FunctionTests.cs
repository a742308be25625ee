using GrowthGuard.Testing.WorkerApp;
using Microsoft.Extensions.DependencyInjection;

namespace GrowthGuard.Testing.WorkerApp.Tests;

/// <summary>A function of an isolated worker, which its host would make for each invocation in a scope of its own.</summary>
public sealed class FunctionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Function_stays_flat() => MemoryFlat.RunAsync(
        static () => new FunctionScenario<OrderFunction>(
            static (function, invocation) => function.Run(new Order(invocation, Customer: invocation % 50))),
        cancellation: Cancellation).ShouldBeFlat();

    [Fact]
    public async Task Function_that_keeps_every_order_is_named()
    {
        var result = await MemoryFlat.RunAsync(
            static () => new FunctionScenario<OrderFunction>(
                static (function, invocation) => function.Audit(new Order(invocation, Customer: invocation % 50))),
            cancellation: Cancellation);

        Assert.True(result.Verdict == Verdict.Leak, result.ToString());
        Assert.Equal("GrowthGuard.Testing.WorkerApp.OrderTotals._totals", result.Roots[0].Root.Name);
        Assert.EndsWith("(FunctionTests.Function_that_keeps_every_order_is_named)", result.Scenario, StringComparison.Ordinal);
    }
}
