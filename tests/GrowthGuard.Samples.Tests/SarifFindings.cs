using System.Text.Json;

namespace GrowthGuard.Samples.Tests;

/// <summary>Reads the findings from a SARIF 2.1.0 log; suppressed ones are left out.</summary>
internal static class SarifFindings
{
    private const string SymbolKey = "growthguard.symbol";
    private const string NoSymbol = "(no symbol)";

    /// <summary>The findings of <paramref name="log"/>.</summary>
    /// <param name="log">Text of the log.</param>
    /// <param name="folder">The folder that files are named from, as the log spells it, with a slash at its end.</param>
    public static IReadOnlyList<Finding> Parse(string log, string folder)
    {
        using var document = JsonDocument.Parse(log);
        return
        [
            .. document.RootElement.GetProperty("runs").EnumerateArray()
                .SelectMany(run => run.GetProperty("results").EnumerateArray())
                .Where(result => !result.TryGetProperty("suppressions", out var suppressions) || suppressions.GetArrayLength() == 0)
                .Select(result => new Finding(result.GetProperty("ruleId").GetString()!, FileOf(result, folder), SymbolOf(result))),
        ];
    }

    private static string FileOf(JsonElement result, string folder)
    {
        var uri = result.GetProperty("locations")[0]
            .GetProperty("physicalLocation")
            .GetProperty("artifactLocation")
            .GetProperty("uri").GetString()!;
        var path = Uri.UnescapeDataString(uri);
        var start = ("/" + path).IndexOf("/" + folder, StringComparison.Ordinal);
        return start < 0 ? path : path[(start + folder.Length)..];
    }

    private static string SymbolOf(JsonElement result)
    {
        if (!result.TryGetProperty("properties", out var properties))
        {
            return NoSymbol;
        }

        var bag = properties.TryGetProperty("customProperties", out var custom) ? custom : properties;
        return bag.TryGetProperty(SymbolKey, out var symbol) ? symbol.GetString()! : NoSymbol;
    }
}
