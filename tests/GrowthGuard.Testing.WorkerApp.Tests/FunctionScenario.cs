using Microsoft.Extensions.DependencyInjection;

namespace GrowthGuard.Testing.WorkerApp.Tests;

/// <summary>Invokes a function with the services of its application.</summary>
/// <typeparam name="TFunction">The class of the function.</typeparam>
/// <param name="invoke">One invocation.</param>
internal sealed class FunctionScenario<TFunction>(Action<TFunction, int> invoke) : IMemoryScenario
    where TFunction : class
{
    private readonly ServiceProvider _services = new ServiceCollection().AddOrders().BuildServiceProvider();

    public IEnumerable<object> ExtraRoots => [_services];

    public async ValueTask InvokeAsync(int invocation)
    {
        await using var scope = _services.CreateAsyncScope();
        invoke(ActivatorUtilities.CreateInstance<TFunction>(scope.ServiceProvider), invocation);
    }
}
