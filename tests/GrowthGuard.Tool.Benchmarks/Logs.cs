using System.Text.Json;

namespace GrowthGuard.Tool.Benchmarks;

/// <summary>Logs as compilers write them.</summary>
internal static class Logs
{
    private const int OtherRules = 300;
    private const int OtherResultsPerLog = 200;
    private const int LogsPerFinding = 5;

    /// <returns>The size of all logs in bytes.</returns>
    public static long Write(string folder, int logs, int results)
    {
        var written = 0L;
        var perLog = results / logs;
        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        for (var log = 0; log < logs; log++)
        {
            var file = Path.Combine(folder, "logs", $"{log:0000}.sarif");
            using (var stream = File.Create(file))
            using (var writer = new Utf8JsonWriter(stream))
            {
                Write(writer, log / LogsPerFinding, perLog);
            }

            written += new FileInfo(file).Length;
        }

        return written;
    }

    private static void Write(Utf8JsonWriter writer, int project, int results)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "http://json.schemastore.org/sarif-2.1.0");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        for (var i = 0; i < results; i++)
        {
            Result(writer, "GG1001", project, i);
        }

        for (var i = 0; i < OtherResultsPerLog; i++)
        {
            Result(writer, "CA1000", project, i);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "Microsoft (R) Visual C# Compiler");
        writer.WriteStartArray("rules");
        for (var rule = 0; rule < OtherRules; rule++)
        {
            writer.WriteStartObject();
            writer.WriteString("id", $"CA{rule:0000}");
            writer.WriteStartObject("fullDescription");
            writer.WriteString("text", new string('x', 400));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter writer, string rule, int project, int index)
    {
        var uri = $"file:///home/runner/work/shop/shop/src/Project{project}/Folder/Store{index}.cs";
        writer.WriteStartObject();
        writer.WriteString("ruleId", rule);
        writer.WriteString("level", "warning");
        writer.WriteStartObject("message");
        writer.WriteString(
            "text",
            $"Static 'Store{index}' grows in 'Handle' (keyed by 'order.Id', open domain); nothing evicts from it and it has no documented bound");
        writer.WriteEndObject();
        writer.WriteStartArray("locations");
        Location(writer, uri, 12);
        writer.WriteEndArray();
        writer.WriteStartArray("relatedLocations");
        Location(writer, uri, 40);
        writer.WriteEndArray();
        writer.WriteStartObject("properties");
        writer.WriteStartObject("customProperties");
        writer.WriteString("growthguard.symbol", $"F:Project{project}.Folder.Stores.Store{index}");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Location(Utf8JsonWriter writer, string uri, int line)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", uri);
        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", line);
        writer.WriteNumber("startColumn", 5);
        writer.WriteNumber("endLine", line);
        writer.WriteNumber("endColumn", 40);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
