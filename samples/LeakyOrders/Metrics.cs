using System.Globalization;
using System.Text;

namespace LeakyOrders;

/// <summary>How many orders, and how long they took.</summary>
internal static class Metrics
{
    // Fine: one entry per kind of order, and there are three.
    private static readonly Dictionary<OrderKind, int> OrdersByKind = [];

    // leak: a builder is a store too
    private static readonly StringBuilder Report = new();

    public static void Record(int orders, TimeSpan remaining)
    {
        Samples<int>.Values.Add(orders);
        Samples<TimeSpan>.Values.Add(remaining);
        Report.AppendLine(CultureInfo.InvariantCulture, $"{orders} orders, {remaining} left");
        Gauges.Shared.Set($"orders-{DateTime.UtcNow:O}", orders);
    }

    public static void Count(OrderKind kind)
    {
        OrdersByKind.TryGetValue(kind, out var count);
        OrdersByKind[kind] = count + 1;
    }

    public static string Text() => Report.ToString();

    /// <summary>The samples of one type of value.</summary>
    private static class Samples<T>
    {
        // leak: one list per type, and each grows with every invocation
        internal static readonly List<T> Values = [];
    }
}

/// <summary>Named values; one instance serves the whole process.</summary>
internal sealed class Gauges
{
    public static readonly Gauges Shared = new();

    // leak: not static itself, but held by a static
    private readonly Dictionary<string, double> _values = [];

    private Gauges()
    {
    }

    public void Set(string name, double value) => _values[name] = value;

    public double? Get(string name) => _values.TryGetValue(name, out var value) ? value : null;
}
