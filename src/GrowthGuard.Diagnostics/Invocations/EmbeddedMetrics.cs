using System.Buffers;
using System.Text;
using System.Text.Json;

namespace GrowthGuard.Diagnostics.Invocations;

/// <summary>
/// Writes lines in CloudWatch's embedded metric format, from which CloudWatch makes metrics. The metrics are few and fixed, since each
/// name is paid for; counts of stores are properties of the line, for Logs Insights.
/// </summary>
internal sealed class EmbeddedMetrics(GrowthCensus census)
{
    /// <summary>The fullest stores that a line names.</summary>
    private const int MostStores = 20;

    private readonly object _gate = new();
    private long _begun;
    private long _reused;
    private long? _writtenAt;

    /// <summary>
    /// An invocation has ended. When a line is due it is written and flushed before this returns: the host may freeze the process next.
    /// </summary>
    /// <param name="isReused">Whether the invocation found a process that had served one before.</param>
    public void AfterInvocation(bool isReused)
    {
        var options = census.Options.EmbeddedMetrics;
        if (!options.IsEnabled)
        {
            return;
        }

        lock (_gate)
        {
            _begun++;
            _reused += isReused ? 1 : 0;
            var now = census.Options.TimeProvider.GetTimestamp();
            if (_writtenAt is { } last && _begun < options.EveryInvocations &&
                census.Options.TimeProvider.GetElapsedTime(last, now) < options.EveryPeriod)
            {
                return;
            }

            var output = options.Output ?? Console.Out;
            output.Write(Line(options, census.TakeSnapshot()) + "\n");
            output.Flush();
            (_begun, _reused, _writtenAt) = (0, 0, now);
        }
    }

    private string Line(EmbeddedMetricsOptions options, CensusSnapshot snapshot)
    {
        var stores = snapshot.Sections.SelectMany(section => Stores(section.Name, section)).ToList();
        (string Name, string Unit, double? Value)[] metrics =
        [
            ("Rss", "Bytes", snapshot.Process.Rss),
            ("ManagedHeap", "Bytes", snapshot.Gc.HeapSize),
            ("RssGrowth", "Bytes/Second", census.Meter.RssGrowthPerHour() / 3600),
            ("Invocations", "Count", _begun),
            ("ReusedInvocations", "Count", _reused),
            ("HighestUtilization", "Percent", stores.Max(store => store.Reading.Utilization) * 100),
            ("StoresPastBound", "Count", stores.Count(store => store.Reading.Utilization > 1)),
        ];
        metrics = Array.FindAll(metrics, metric => metric.Value is not null);
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, options, metrics, snapshot.TakenAt);
            json.WriteString("FunctionName", options.FunctionName ?? snapshot.App.Name);
            foreach (var (name, _, value) in metrics)
            {
                json.WriteNumber(name, value!.Value);
            }

            WriteStores(json, stores);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteMetadata(
        Utf8JsonWriter json,
        EmbeddedMetricsOptions options,
        (string Name, string Unit, double? Value)[] metrics,
        DateTimeOffset at)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", at.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", options.Namespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue("FunctionName");
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var (name, unit, _) in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteString("Unit", unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStores(Utf8JsonWriter json, IEnumerable<(string Path, CounterReading Reading)> stores)
    {
        json.WriteStartArray("Stores");
        foreach (var (path, reading) in stores
            .Where(store => store.Reading.Count is not null)
            .OrderByDescending(store => store.Reading.Utilization ?? 0)
            .ThenByDescending(store => store.Reading.Count)
            .Take(MostStores))
        {
            json.WriteStartObject();
            json.WriteString("Name", path);
            json.WriteNumber("Count", reading.Count!.Value);
            if (reading.Bound is { } bound)
            {
                json.WriteNumber("Bound", bound);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<(string Path, CounterReading Reading)> Stores(string path, SectionReading section) =>
        section.Counters.Select(counter => ($"{path}/{counter.Name}", counter))
            .Concat(section.Sections.SelectMany(inner => Stores($"{path}/{inner.Name}", inner)));
}
