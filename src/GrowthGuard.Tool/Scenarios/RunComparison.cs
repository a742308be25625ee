using System.Text.Json.Nodes;
using GrowthGuard.Testing.Reporting;

namespace GrowthGuard.Tool.Scenarios;

/// <summary>Runs beside earlier ones of the same scenarios: how fast each deciding channel grew then and now.</summary>
internal sealed class RunComparison
{
    private const string Missing = "-";

    private readonly List<Line> _lines;

    private RunComparison(List<Line> lines) => _lines = lines;

    /// <summary>The head, and a row for each channel that grew in one of the two, and for each scenario that only one has.</summary>
    public IReadOnlyList<string[]> Rows =>
    [
        ["scenario, channel", "before", "95 %", "now", "95 %", "change"],
        .. _lines.Select(line => new[]
        {
            line.Channel is null ? line.Scenario : $"{line.Scenario}, {line.Channel}",
            Amount(line.Before),
            Interval(line.Before),
            Amount(line.Now),
            Interval(line.Now),
            line.Change,
        }),
    ];

    public static RunComparison Of(IReadOnlyDictionary<string, IReadOnlyList<ComparedRate>> earlier, IReadOnlyList<RunOutcome> outcomes)
    {
        var lines = outcomes.SelectMany(outcome => LinesOf(outcome, earlier.GetValueOrDefault(outcome.Scenario)));
        var gone = earlier.Keys.Except(outcomes.Select(outcome => outcome.Scenario)).Order(StringComparer.Ordinal);
        return new RunComparison([.. lines, .. gone.Select(scenario => new Line(scenario, null, null, null, "was not run now"))]);
    }

    public JsonArray ToJson() => [.. _lines.Select(line => (JsonNode)new JsonObject
    {
        ["scenario"] = line.Scenario,
        ["channel"] = line.Channel,
        ["before"] = Json(line.Before),
        ["now"] = Json(line.Now),
        ["change"] = line.Change,
    })];

    private static IEnumerable<Line> LinesOf(RunOutcome outcome, IReadOnlyList<ComparedRate>? before)
    {
        if (outcome.Result is null || before is null)
        {
            return [new Line(outcome.Scenario, null, null, null, before is null ? "was not run before" : "came to no verdict")];
        }

        var lines = from rate in outcome.Result.Rates
                    where rate.Allowed is not null
                    let now = new ComparedRate(
                        Fingerprint.NameOf(rate.Channel),
                        rate.PerInvocation,
                        rate.Low,
                        rate.High,
                        rate.Allowed!.Value)
                    let old = before.FirstOrDefault(earlier => earlier.Channel == now.Channel)
                    where Grows(now) || (old is not null && Grows(old))
                    select new Line(outcome.Scenario, now.Channel, old, now, Changed(old, now));
        return lines.DefaultIfEmpty(new Line(outcome.Scenario, null, null, null, "flat as before"));
    }

    private static bool Grows(ComparedRate rate) => rate.High > rate.Allowed;

    /// <summary>Two rates differ when their intervals do not overlap, and by more than is allowed to grow at all.</summary>
    private static string Changed(ComparedRate? before, ComparedRate now) => before switch
    {
        null => "was not measured before",
        _ when now.Low > before.High && now.PerInvocation - before.PerInvocation > now.Allowed => "grows faster",
        _ when now.High < before.Low && before.PerInvocation - now.PerInvocation > now.Allowed => "grows slower",
        _ => "as before",
    };

    private static string Amount(ComparedRate? rate) => rate is null ? Missing : Amounts.Number(rate.PerInvocation);

    private static string Interval(ComparedRate? rate) =>
        rate is null ? Missing : $"{Amounts.Number(rate.Low)} to {Amounts.Number(rate.High)}";

    private static JsonObject? Json(ComparedRate? rate) => rate is null
        ? null
        : new JsonObject
        {
            ["perInvocation"] = Rounded(rate.PerInvocation),
            ["low"] = Rounded(rate.Low),
            ["high"] = Rounded(rate.High),
        };

    private static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 4) : 0;

    private sealed record Line(string Scenario, string? Channel, ComparedRate? Before, ComparedRate? Now, string Change);
}
