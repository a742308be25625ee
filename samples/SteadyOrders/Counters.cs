using System.Diagnostics.Metrics;

namespace SteadyOrders;

/// <summary>What the service counts.</summary>
internal static class Counters
{
    private static readonly Meter Meter = new("SteadyOrders");

    public static readonly Counter<int> Lookups = Meter.CreateCounter<int>("lookups");
}
