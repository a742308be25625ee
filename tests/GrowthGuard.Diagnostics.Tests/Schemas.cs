using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace GrowthGuard.Diagnostics.Tests;

/// <summary>The published schemas.</summary>
internal static class Schemas
{
    private static readonly EvaluationOptions Strict = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    public static JsonSchema Census { get; } = Read("census-1.schema.json");

    public static JsonSchema CensusDiff { get; } = Read("census-diff-1.schema.json");

    /// <summary>CloudWatch's embedded metric format, as AWS documents it.</summary>
    public static JsonSchema EmbeddedMetrics { get; } = Read("embedded-metrics.schema.json");

    /// <summary>What is wrong, one line per place; empty when nothing is.</summary>
    public static IEnumerable<string> Faults(JsonSchema schema, byte[] json)
    {
        var results = schema.Evaluate(JsonDocument.Parse(json).RootElement, Strict);
        return results.IsValid
            ? []
            :
            [
                .. results.Details!.SelectMany(detail => (detail.Errors ??
                    new Dictionary<string, string>()).Select(error => $"{detail.InstanceLocation}: {error.Value}"))
            ];
    }

    /// <summary>The members that the schema says nothing of: what is written must be documented.</summary>
    public static IEnumerable<string> Undocumented(byte[] json, string name = "census-1.schema.json")
    {
        var schema = JsonNode.Parse(Text(name))!;
        return Undocumented(JsonNode.Parse(json), schema, schema, "");
    }

    private static IEnumerable<string> Undocumented(JsonNode? value, JsonNode? schema, JsonNode root, string path)
    {
        if (schema?["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = root["$defs"]![reference["#/$defs/".Length..]];
        }

        return value switch
        {
            JsonObject members => members.SelectMany(member => schema?["properties"]?[member.Key] is { } of
                ? Undocumented(member.Value, of, root, $"{path}/{member.Key}")
                : [$"{path}/{member.Key}"]),
            JsonArray items => items.SelectMany(item => Undocumented(item, schema?["items"], root, path + "[]")),
            _ => [],
        };
    }

    private static JsonSchema Read(string name) => JsonSchema.FromText(Text(name));

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Schemas).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
