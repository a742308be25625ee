using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Testing.Statistics;
using GrowthGuard.Tool.Experiments;

namespace GrowthGuard.Tool.Output;

/// <summary>The report of a comparison in the forms that there are.</summary>
internal static class CompareFormat
{
    public const string Text = "text";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, Func<IReadOnlyList<VariantResult>, string>> Formats = new()
    {
        [Text] = results => $"{Grid.AsText([.. Rows(results)])}\n{Notes(results)}{Conclusion.Of(results)}\n",
        ["markdown"] = results => $"### {Grid.Escaped(Conclusion.Of(results))}\n\n{Grid.AsMarkdown([.. Rows(results)])}\n{Grid.Escaped(Notes(results))}",
        ["json"] = results => SafeText.Json(JsonSerializer.Serialize(AsData(results), Json)) + "\n",
    };

    public static IEnumerable<string> Names => Formats.Keys;

    public static string Of(string format, IReadOnlyList<VariantResult> results) => Formats[format](results);

    private static IEnumerable<string[]> Rows(IReadOnlyList<VariantResult> results)
    {
        yield return ["variant", "verdict", "per request", "95 % interval", "retained", "after requests", "requests/s", "time per request", "p99 ms", "peak RSS"];
        foreach (var result in results.Where(result => result.Runs.Count > 0))
        {
            yield return
            [
                PlainText.Of(result.Name), VerdictOf(result),
                Shown(result, growth => Amounts.Signed(Amounts.Bytes(growth.Value))), Shown(result, growth => $"{Amounts.Number(growth.Low)} to {Amounts.Number(growth.High)}"),
                Quantities.SignedBytes(result.Retained), Quantities.Count(result.Requests), Quantities.Count(Math.Round(result.PerSecond, result.PerSecond < 100 ? 1 : 0)),
                Against(results[0].PerSecond, result.PerSecond), result.P99.ToString("0.0", CultureInfo.InvariantCulture), Quantities.Bytes(result.PeakResident),
            ];
        }
    }

    private static string VerdictOf(VariantResult result) => result.Verdict switch
    {
        Verdict.Flat => "flat",
        Verdict.Leak => "grows",
        _ when result.Runs.Select(run => run.Filled).Min() is { } share => $"still filling at {Quantities.Percent(Math.Round(share, 2))}",
        _ when result.Runs.Select(run => run.Judged?.Verdict).Distinct().Count() > 1 => "runs differ",
        _ => result.Runs[0].Judged!.Verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>What is left of growth that is ruled out is chance.</summary>
    private static string Shown(VariantResult result, Func<Slope, string> form) => result is { Growth: { } growth, Verdict: not Verdict.Flat } ? form(growth) : "–";

    /// <summary>How much longer a request takes than one of the baseline, as workers see it.</summary>
    private static string Against(double baseline, double value) =>
        baseline == 0 || value == 0 ? "–" : (baseline / value).ToString("0.00×", CultureInfo.InvariantCulture);

    /// <summary>What could not be run, a line for each.</summary>
    private static string Notes(IReadOnlyList<VariantResult> results) =>
        string.Concat(results.Where(result => result.Problem is not null).Select(result => $"{PlainText.Of(result.Name)}: {PlainText.Of(result.Problem!)}\n"));

    private static object AsData(IReadOnlyList<VariantResult> results) => new
    {
        version = 1,
        conclusion = Conclusion.Of(results),
        variants = results.Select(result => new
        {
            name = result.Name,
            problem = result.Problem,
            verdict = result.Verdict?.ToString().ToLowerInvariant(),
            runs = result.Runs.Select(run => run.Judged?.Verdict.ToString().ToLowerInvariant()),
            bytesPerRequest = Rounded(result.Growth?.Value),
            low = Rounded(result.Growth?.Low),
            high = Rounded(result.Growth?.High),
            retained = result.Retained,
            requests = result.Requests,
            perSecond = Rounded(result.PerSecond),
            p99Ms = Rounded(result.P99),
            peakResident = result.PeakResident,
        }),
    };

    private static double? Rounded(double? number) => number is { } value ? Math.Round(value, 2) : null;
}
