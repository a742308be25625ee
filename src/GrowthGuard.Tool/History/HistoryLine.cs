using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrowthGuard.Testing;

namespace GrowthGuard.Tool.History;

/// <summary>A line of a history: what a scenario did at a commit.</summary>
/// <param name="Version">Of the form of the line.</param>
/// <param name="At">When it was measured.</param>
/// <param name="Commit">What was measured.</param>
/// <param name="Scenario">The name of the scenario.</param>
/// <param name="Verdict">What the run said.</param>
/// <param name="Invocations">How many were made.</param>
/// <param name="Rates">How fast the channels grew that decide.</param>
internal sealed record HistoryLine(
    int Version,
    DateTimeOffset At,
    string Commit,
    string Scenario,
    Verdict Verdict,
    int Invocations,
    IReadOnlyList<HistoryRate> Rates)
{
    /// <summary>Raised when a reader of older files would misunderstand a newer one.</summary>
    public const int FormatVersion = 1;

    private const int Decimals = 4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static HistoryLine Of(MemoryFlatResult result, string commit, DateTimeOffset at) => new(
        FormatVersion, at, commit, result.Scenario, result.Verdict, result.Invocations,
        [
            .. from rate in result.Rates where rate.Allowed is not null
                select new HistoryRate(
                    rate.Channel,
                    Rounded(rate.PerInvocation),
                    Rounded(rate.Low),
                    Rounded(rate.High),
                    Rounded(rate.Allowed!.Value),
                    rate.Verdict)
        ]);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The text is no line of a history.</exception>
    public static HistoryLine Parse(string text) => JsonSerializer.Deserialize<HistoryLine>(text, Json) ?? throw new JsonException();

    /// <summary>The version of a line that may be newer than what this tool understands; null when it says none.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static int? VersionOf(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement is { ValueKind: JsonValueKind.Object } line && line.TryGetProperty("version", out var version) &&
            version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number)
            ? number
            : null;
    }

    private static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, Decimals) : 0;
}
