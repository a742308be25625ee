using Microsoft.Extensions.DependencyInjection;

namespace GrowthGuard.Testing.WorkerApp;

/// <summary>An order that waits in a queue.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Customer">Who has made it.</param>
public sealed record Order(int Id, int Customer);

/// <summary>The answer to an order.</summary>
/// <param name="Total">What the customer has ordered so far.</param>
public sealed record OrderAccepted(int Total);

/// <summary>How many orders each customer has made.</summary>
public sealed class OrderTotals
{
    private readonly Dictionary<int, int> _totals = [];

    /// <summary>Counts an order, by a key of the caller's.</summary>
    public int Add(int key)
    {
        lock (_totals)
        {
            return _totals[key] = _totals.GetValueOrDefault(key) + 1;
        }
    }
}

/// <summary>What the application needs, whatever hosts it.</summary>
public static class OrderServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) => services.AddSingleton<OrderTotals>();
}
