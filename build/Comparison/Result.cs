using System.Text.Json;

namespace GrowthGuard.Comparison;

/// <summary>What a rule says of a line; the further lines that it names are part of it.</summary>
internal sealed record Result(string Rule, string File, int Line, IReadOnlyCollection<(string File, int Line)> Lines)
{
    /// <summary>The results of a SARIF log.</summary>
    public static IReadOnlyList<Result> Read(string log)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(log));
        return [.. document.RootElement.GetProperty("runs").EnumerateArray()
            .SelectMany(run => run.GetProperty("results").EnumerateArray())
            .Where(result => result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0)
            .Select(Of)];
    }

    private static Result Of(JsonElement result)
    {
        var places = Places(result, "locations").Concat(Places(result, "relatedLocations")).ToList();
        return new Result(result.GetProperty("ruleId").GetString()!, places[0].File, places[0].Line, places.ToHashSet());
    }

    private static IEnumerable<(string File, int Line)> Places(JsonElement result, string property) =>
        result.TryGetProperty(property, out var locations)
            ? locations.EnumerateArray().Select(location => location.GetProperty("physicalLocation")).Select(place =>
                (Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!),
                place.GetProperty("region").GetProperty("startLine").GetInt32()))
            : [];
}
