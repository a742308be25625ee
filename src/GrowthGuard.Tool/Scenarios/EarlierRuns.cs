using System.Text.Json;

namespace GrowthGuard.Tool.Scenarios;

/// <summary>The rates of earlier runs, as their reports have them.</summary>
internal static class EarlierRuns
{
    /// <summary>The deciding channels of each scenario, by its name.</summary>
    /// <param name="file">A report as JSON: of one scenario, or of several.</param>
    /// <exception cref="ToolException">It cannot be read, or is something else.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<ComparedRate>> Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            var runs = root.TryGetProperty("runs", out var several) ? several.EnumerateArray().ToList() : [root];
            return runs
                .Where(run => !run.TryGetProperty("failure", out _))
                .GroupBy(run => run.GetProperty("scenario").GetString()!)
                .ToDictionary(run => run.Key, run => RatesOf(run.Last()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"The report '{file}' cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw ToolException.Usage(
                $"'{file}' is no report of the test kit: {e.Message} Write one with 'growthguard flat ASSEMBLY --format json'.");
        }
    }

    private static IReadOnlyList<ComparedRate> RatesOf(JsonElement run) =>
    [
        .. from rate in run.GetProperty("rates").EnumerateArray()
           where rate.GetProperty("allowed").ValueKind == JsonValueKind.Number
           select new ComparedRate(
               rate.GetProperty("channel").GetString()!,
               rate.GetProperty("perInvocation").GetDouble(),
               rate.GetProperty("low").GetDouble(),
               rate.GetProperty("high").GetDouble(),
               rate.GetProperty("allowed").GetDouble()),
    ];
}

/// <summary>How fast a channel grew, with the 95 % interval of that.</summary>
internal sealed record ComparedRate(string Channel, double PerInvocation, double Low, double High, double Allowed);
