using System.Diagnostics.Metrics;

namespace LeakyOrders;

/// <summary>What the service counts.</summary>
internal static class Counters
{
    private static readonly Meter Meter = new("LeakyOrders");

    public static readonly Counter<int> Lookups = Meter.CreateCounter<int>("lookups");
}
