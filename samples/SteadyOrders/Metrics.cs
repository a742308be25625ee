using System.Globalization;
using System.Text;
using GrowthGuard;

namespace SteadyOrders;

/// <summary>How many orders, and how long they took.</summary>
internal static class Metrics
{
    private const int MaxReportLength = 16_384;

    [Bounded(By = "one entry per kind of order")]
    private static readonly Dictionary<OrderKind, int> OrdersByKind = [];

    [Bounded(By = "starts again at 16,384 characters, in Record()")]
    private static readonly StringBuilder Report = new();

    public static void Record(int orders, TimeSpan remaining)
    {
        Samples<int>.Add(orders);
        Samples<TimeSpan>.Add(remaining);
        if (Report.Length >= MaxReportLength)
        {
            Report.Clear();
        }

        Report.AppendLine(CultureInfo.InvariantCulture, $"{orders} orders, {remaining} left");
        Gauges.Shared.Set(Gauge.OrdersInBatch, orders);
    }

    public static void Count(OrderKind kind)
    {
        OrdersByKind.TryGetValue(kind, out var count);
        OrdersByKind[kind] = count + 1;
    }

    public static string Text() => Report.ToString();

    /// <summary>The last samples of one type of value.</summary>
    private static class Samples<T>
    {
        private const int MaxSamples = 128;

        [Bounded(MaxSamples, By = "the oldest goes in Add()")]
        private static readonly Queue<T> Values = new(MaxSamples);

        public static void Add(T value)
        {
            if (Values.Count >= MaxSamples)
            {
                Values.Dequeue();
            }

            Values.Enqueue(value);
        }
    }
}

/// <summary>What is measured.</summary>
internal enum Gauge
{
    OrdersInBatch,
    QueueAge,
}

/// <summary>Named values; one instance serves the whole process.</summary>
internal sealed class Gauges
{
    public static readonly Gauges Shared = new();

    [Bounded(By = "one entry per gauge")]
    private readonly Dictionary<Gauge, double> _values = [];

    private Gauges()
    {
    }

    public void Set(Gauge gauge, double value) => _values[gauge] = value;

    public double? Get(Gauge gauge) => _values.TryGetValue(gauge, out var value) ? value : null;
}
