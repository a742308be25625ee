using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Reporting;

/// <summary>The report as JSON, with all that was read. Bytes are numbers, rates are per invocation.</summary>
internal static class JsonReport
{
    /// <summary>Raised when a reader of older files would misunderstand a newer one.</summary>
    private const int FormatVersion = 1;

    public static string Of(MemoryFlatResult result) => Text(json => Write(json, result));

    /// <summary>Several runs in one document, in their order: those that came to no verdict too, with what was read until then.</summary>
    public static string Of(IEnumerable<RunOutcome> outcomes) => Text(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", FormatVersion);
        WriteAll(json, "runs", outcomes, Write);
        json.WriteEndObject();
    });

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            stream,
            new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, RunOutcome outcome)
    {
        if (outcome.Result is { } result)
        {
            Write(json, result);
            return;
        }

        var failure = outcome.Failure!;
        json.WriteStartObject();
        json.WriteNumber("version", FormatVersion);
        json.WriteString("scenario", outcome.Scenario);
        json.WriteString("failure", Name(failure.Failure));
        json.WriteString("message", failure.Message);
        json.WriteNumber("invocations", failure.Series?.Samples[^1].Invocations ?? 0);
        if (failure.Series is { } series)
        {
            WriteSeries(json, series);
        }
        else
        {
            json.WriteNull("series");
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MemoryFlatResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("version", FormatVersion);
        json.WriteString("scenario", result.Scenario);
        json.WriteString("verdict", Name(result.Verdict));
        json.WriteString("cause", Name(result.Cause));
        json.WriteString("reason", result.Reason);
        json.WriteString("fingerprint", Fingerprint.Of(result));
        json.WriteString("accepted", result.Accepted?.Reason);
        json.WriteNumber("invocations", result.Invocations);
        json.WriteNumber("judgedFrom", result.JudgedFrom);
        json.WriteNumber("workers", result.Workers);
        json.WriteNumber("failures", result.Failures);
        json.WriteNumber("seconds", Rounded(result.Duration.TotalSeconds));
        json.WriteNumber("microsecondsPerInvocation", Rounded(result.InvocationTime.TotalMicroseconds));
        WriteLatency(json, result.Latency);
        json.WriteNumber("bytesPerInvocation", Rounded(result.BytesPerInvocation));
        WriteProjection(json, Projection.Of(result));
        WriteAll(json, "rates", result.Rates, WriteRate);
        WriteAll(json, "roots", result.Roots, WriteRoot);
        WriteAll(json, "slowRoots", result.SlowRoots, WriteRoot);
        if (result.Held is { } held)
        {
            WriteAll(json, "held", held, WriteHeld);
        }

        if (result.Allocated is { } allocated)
        {
            WriteAll(json, "allocated", allocated, WriteSite);
        }

        if (result.Dump is { } dump)
        {
            json.WriteString("dump", dump);
        }

        WriteEnvironment(json, result.Environment);
        json.WriteString("repeat", result.RepeatCommand);
        WriteAll(json, "output", result.OutputTail, (writer, line) => writer.WriteStringValue(line));
        WriteSeries(json, result.Series);
        json.WriteEndObject();
    }

    private static void WriteProjection(Utf8JsonWriter json, Projection? projection)
    {
        if (projection is null)
        {
            json.WriteNull("projection");
            return;
        }

        json.WriteStartObject("projection");
        json.WriteNumber("invocationsPerDay", Projection.InvocationsPerDay);
        json.WriteNumber("bytesPerDay", Rounded(projection.BytesPerDay));
        json.WriteNumber("limit", projection.Limit);
        json.WriteNumber("invocationsUntilLimit", projection.InvocationsLeft);
        json.WriteEndObject();
    }

    private static void WriteLatency(Utf8JsonWriter json, InvocationLatency? latency)
    {
        if (latency is null)
        {
            json.WriteNull("latency");
            return;
        }

        json.WriteStartObject("latency");
        json.WriteNumber("perSecond", Rounded(latency.PerSecond));
        json.WriteNumber("medianMicroseconds", Rounded(latency.Median.TotalMicroseconds));
        json.WriteNumber("percentile95Microseconds", Rounded(latency.Percentile95.TotalMicroseconds));
        json.WriteNumber("percentile99Microseconds", Rounded(latency.Percentile99.TotalMicroseconds));
        json.WriteNumber("longestMicroseconds", Rounded(latency.Longest.TotalMicroseconds));
        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, ChannelRate rate)
    {
        json.WriteStartObject();
        json.WriteString("channel", Fingerprint.NameOf(rate.Channel));
        json.WriteNumber("perInvocation", Rounded(rate.PerInvocation));
        json.WriteNumber("low", Rounded(rate.Low));
        json.WriteNumber("high", Rounded(rate.High));
        WriteOptional(json, "allowed", rate.Allowed);
        json.WriteString("verdict", Name(rate.Verdict));
        WriteOptional(json, "plateau", rate.Plateau);
        json.WriteEndObject();
    }

    private static void WriteRoot(Utf8JsonWriter json, GrowingRoot grown)
    {
        var root = grown.Root;
        json.WriteStartObject();
        json.WriteString("name", root.Name);
        json.WriteString("symbol", root.SymbolId);
        json.WriteString("kind", Name(root.Kind));
        json.WriteString("type", root.StoreType);
        json.WriteString("entry", root.Entry);
        json.WriteString("verdict", Name(grown.Verdict));
        json.WriteNumber("perInvocation", Rounded(grown.PerInvocation));
        json.WriteNumber("first", grown.First);
        json.WriteNumber("last", grown.Last);
        WriteOptional(json, "bound", root.Bound);
        json.WriteNumber("entryBytes", root.EntryBytes);
        WriteOptional(json, "share", grown.Share);
        json.WriteString("rule", root.RuleId);
        json.WriteString("file", root.File);
        WriteOptional(json, "line", root.Line);
        json.WriteString("url", ReportFacts.SourcePage(root));
        json.WriteEndObject();
    }

    private static void WriteHeld(Utf8JsonWriter json, HeapGrowth held)
    {
        json.WriteStartObject();
        json.WriteString("type", held.Type);
        json.WriteString("holder", held.Holder);
        json.WriteNumber("countPerInvocation", Rounded(held.CountPerInvocation));
        json.WriteNumber("bytesPerInvocation", Rounded(held.BytesPerInvocation));
        WriteOptional(json, "share", held.Share);
        WriteAll(json, "path", held.Path, (writer, step) => writer.WriteStringValue(step));
        json.WriteEndObject();
    }

    private static void WriteSite(Utf8JsonWriter json, AllocationSite site)
    {
        json.WriteStartObject();
        json.WriteString("type", site.Type);
        json.WriteNumber("samples", site.Samples);
        json.WriteNumber("share", Rounded(site.Share));
        WriteAll(json, "stack", site.Stack, (writer, frame) => writer.WriteStringValue(frame));
        json.WriteEndObject();
    }

    private static void WriteEnvironment(Utf8JsonWriter json, RunEnvironment environment)
    {
        json.WriteStartObject("environment");
        json.WriteString("runtime", environment.Runtime);
        json.WriteString("system", environment.System);
        json.WriteString("architecture", environment.Architecture);
        json.WriteNumber("processors", environment.Processors);
        json.WriteBoolean("childProcess", environment.IsChildProcess);
        json.WriteBoolean("tieredCompilation", environment.TieredCompilation);
        json.WriteBoolean("serverGc", environment.ServerGc);
        json.WriteStartObject("gcSettings");
        foreach (var (name, value) in environment.GcSettings)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        WriteOptional(json, "memoryLimit", environment.MemoryLimit);
        json.WriteString("transparentHugePages", environment.TransparentHugePages);
        WriteAll(json, "notes", environment.Notes, (writer, note) => writer.WriteStringValue(note));
        json.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter json, MemorySeries series)
    {
        json.WriteStartObject("series");
        WriteNumbers(json, "invocations", series.Samples.Select(sample => (long)sample.Invocations));
        json.WriteStartObject("channels");
        foreach (var channel in Channels.All.Where(series.Has))
        {
            WriteNumbers(json, Fingerprint.NameOf(channel), series.Of(channel));
        }

        json.WriteEndObject();
        // A root that kept its size has nothing to tell but that.
        json.WriteStartObject("roots");
        foreach (var root in series.Roots.Where(root => root.Counts.Distinct().Skip(1).Any()).DistinctBy(root => root.Root.Name))
        {
            WriteNumbers(json, root.Root.Name, root.Counts);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>All in one line, since nobody wants to scroll through them.</summary>
    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(
            $"[{string.Join(", ", values.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]");
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, Rounded(number));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 4) : 0;

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
