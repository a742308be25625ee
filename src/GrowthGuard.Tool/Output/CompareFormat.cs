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

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private static readonly Dictionary<string, Func<IReadOnlyList<VariantResult>, RunCost, string>> Formats = new()
    {
        [Text] =
            (results, cost) =>
                $"{Grid.AsText([.. Rows(results, cost)])}\n{Notes(results)}{Priced(results, cost)}\n\n{Conclusion.Of(results)}\n",
        ["markdown"] =
            (results, cost) =>
                $"### {Grid.Escaped(Conclusion.Of(results))}\n\n{Grid.AsMarkdown([.. Rows(results, cost)])}\n{Grid.Escaped(Notes(results))}\n{Grid.Escaped(Priced(results, cost))}\n",
        ["json"] = (results, cost) => SafeText.Json(JsonSerializer.Serialize(AsData(results, cost), Json)) + "\n",
    };

    public static IEnumerable<string> Names => Formats.Keys;

    public static string Of(string format, IReadOnlyList<VariantResult> results, RunCost cost) => Formats[format](results, cost);

    private static IEnumerable<string[]> Rows(IReadOnlyList<VariantResult> results, RunCost cost)
    {
        var one = results[0].Subject.One;
        yield return
        [
            "variant",
            "verdict",
            $"per {one}",
            "95 % interval",
            "retained",
            $"after {one}s",
            $"{one}s/s",
            $"time per {one}",
            "p99 ms",
            "peak RSS",
            "cost per million"
        ];
        foreach (var result in results.Where(result => result.Runs.Count > 0))
        {
            yield return
            [
                PlainText.Of(result.Name), VerdictOf(result),
                Shown(result, growth => Amounts.Signed(Amounts.Bytes(growth.Value))),
                Shown(result, growth => $"{Amounts.Number(growth.Low)} to {Amounts.Number(growth.High)}"),
                Quantities.SignedBytes(result.Retained), Quantities.Count(result.Count),
                Quantities.Count(Math.Round(result.PerSecond, result.PerSecond < 100 ? 1 : 0)),
                Against(results[0].PerSecond, result.PerSecond), result.P99?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–",
                Quantities.Bytes(result.PeakResident),
                Dollars(cost.OfMillion(result.MedianTime)),
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
    private static string Shown(VariantResult result, Func<Slope, string> form) =>
        result is { Growth: { } growth, Verdict: not Verdict.Flat } ? form(growth) : "–";

    /// <summary>How much longer a request takes than one of the baseline, as workers see it.</summary>
    private static string Against(double baseline, double value) =>
        baseline == 0 || value == 0 ? "–" : (baseline / value).ToString("0.00×", CultureInfo.InvariantCulture);

    /// <summary>To three digits, since it may be a hundredth of a cent.</summary>
    private static string Dollars(double amount) => amount switch
    {
        0 => "–",
        < 0.0001 => "< 0.0001 USD",
        < 1000 => amount.ToString("G3", CultureInfo.InvariantCulture) + " USD",
        _ => amount.ToString("#,0", CultureInfo.InvariantCulture) + " USD",
    };

    private static string Priced(IReadOnlyList<VariantResult> results, RunCost cost) =>
        $"Cost: a million {results[0].Subject.One}s of the median time, {cost.InWords}.";

    /// <summary>What could not be run, a line for each.</summary>
    private static string Notes(IReadOnlyList<VariantResult> results) =>
        string.Concat(results.Where(result => result.Problem is not null)
            .Select(result => $"{PlainText.Of(result.Name)}: {PlainText.Of(result.Problem!)}\n"));

    private static object AsData(IReadOnlyList<VariantResult> results, RunCost cost) => new
    {
        version = 1,
        unit = results[0].Subject.One,
        cost = cost.InWords,
        conclusion = Conclusion.Of(results),
        variants = results.Select(result => new
        {
            name = result.Name,
            problem = result.Problem,
            verdict = result.Verdict?.ToString().ToLowerInvariant(),
            runs = result.Runs.Select(run => run.Judged?.Verdict.ToString().ToLowerInvariant()),
            bytesEach = Rounded(result.Growth?.Value),
            low = Rounded(result.Growth?.Low),
            high = Rounded(result.Growth?.High),
            retained = result.Retained,
            count = result.Count,
            perSecond = Rounded(result.PerSecond),
            medianMs = Rounded(result.MedianTime),
            p99Ms = Rounded(result.P99),
            costPerMillion = result.Runs.Count == 0 ? (double?)null : cost.OfMillion(result.MedianTime),
            filled = Rounded(result.Runs.Select(run => run.Filled).Min()),
            enough = result.Runs.Count == 0 ? (double?)null : result.Runs.Max(run => run.Enough),
            peakResident = result.PeakResident,
        }),
    };

    private static double? Rounded(double? number) => number is { } value ? Math.Round(value, 2) : null;
}
