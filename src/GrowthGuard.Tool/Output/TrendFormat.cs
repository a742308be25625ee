using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Tool.History;

namespace GrowthGuard.Tool.Output;

/// <summary>The report of a history in the forms that there are.</summary>
internal static class TrendFormat
{
    public const string Text = "text";
    public const string Markdown = "markdown";

    /// <summary>Characters of a hash that git shows by itself in a large repository.</summary>
    private const int ShortHash = 10;

    private const int Sha1 = 40;
    private const int Sha256 = 64;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private static readonly Dictionary<string, Func<IReadOnlyList<RateTrend>, string>> Formats = new()
    {
        [Text] =
            trends => SafeText.Lines(
                $"{Grid.AsText([.. Rows(trends)])}\n{string.Concat(Sentences(trends).Select(sentence => sentence + "\n"))}"),
        [Markdown] =
            trends => SafeText.Lines(
                $"### Growth from commit to commit\n\n{string.Concat(Sentences(trends).Select(sentence => Grid.Escaped(sentence) + "\n\n"))}{Grid.AsMarkdown([.. Rows(trends)])}"),
        ["json"] = trends => SafeText.Json(JsonSerializer.Serialize(AsData(trends), Json)) + "\n",
        ["html"] = AsHtml,
    };

    public static IEnumerable<string> Names => Formats.Keys;

    public static string Of(string format, IReadOnlyList<RateTrend> trends) => Formats[format](trends);

    private static IEnumerable<string[]> Rows(IReadOnlyList<RateTrend> trends)
    {
        yield return ["scenario", "memory", "curve", "commits", "before", "now", "allowed", "since"];
        foreach (var trend in trends)
        {
            var change = trend.Changes.LastOrDefault();
            yield return
            [
                trend.Scenario, trend.Channel.InWords(),
                Sparkline.Of([.. trend.Points.Select(point => (long)Math.Round(point.Rate.PerInvocation))], trend.Last.Rate.Allowed),
                Quantities.Count(trend.Points.Count), change is null ? "–" : Amount(trend, change.Before),
                Amount(trend, change?.After ?? trend.Last.Rate.PerInvocation),
                Amounts.Number(trend.Last.Rate.Allowed), change is null ? "–" : Short(change.Since.Commit),
            ];
        }
    }

    /// <summary>What has changed, each in a sentence.</summary>
    private static IEnumerable<string> Sentences(IReadOnlyList<RateTrend> trends)
    {
        var changed = trends.Where(trend => trend.Changes.Count > 0).ToList();
        return changed.Count == 0
            ? [$"No rate has changed in {Summary.Count(trends.Select(trend => trend.Points.Count).DefaultIfEmpty().Max(), "commit")}."]
            : changed.Select(trend => (trend, trend.Changes[^1])).Select(pair => string.Create(
                CultureInfo.InvariantCulture,
                $"{pair.trend.Scenario}: {pair.trend.Channel.InWords()} grows by {Amount(pair.trend, pair.Item2.After)} per invocation " +
                $"since {Short(pair.Item2.Since.Commit)} (measured on {pair.Item2.Since.At:yyyy-MM-dd}), and by " +
                $"{Amount(pair.trend, pair.Item2.Before)} before."));
    }

    private static string AsHtml(IReadOnlyList<RateTrend> trends) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Growth from commit to commit</title>
        <style>
        {HtmlReport.Style}
        </style>
        </head>
        <body>
        <h1>Growth from commit to commit</h1>
        {string.Concat(Sentences(trends).Select(sentence => $"<p>{WebUtility.HtmlEncode(sentence)}</p>\n"))}
        {Grid.AsHtml([.. Rows(trends)])}
        {string.Concat(trends.Select(Curve))}
        </body>
        </html>

        """;

    private static string Curve(RateTrend trend)
    {
        var curve = new SvgCurve(
            $"{trend.Scenario}, {trend.Channel.InWords()} per invocation",
            [.. Enumerable.Range(0, trend.Points.Count)],
            [.. trend.Points.Select(point => (long)Math.Round(point.Rate.PerInvocation))],
            0,
            value => Amounts.Of(trend.Channel, value)) { Unit = "commits", Names = [.. trend.Points.Select(point => Short(point.Commit))] };
        return $"<h3>{WebUtility.HtmlEncode(curve.Title)}</h3>\n{curve.ToSvg()}\n";
    }

    private static object AsData(IReadOnlyList<RateTrend> trends) => new
    {
        version = 1,
        trends = trends.Select(trend => new
        {
            scenario = trend.Scenario,
            channel = Fingerprint.NameOf(trend.Channel),
            hasGoneUp = trend.HasGoneUp,
            changes = trend.Changes.Select(change => new
            {
                commit = change.Since.Commit,
                at = change.Since.At,
                before = change.Before,
                after = change.After
            }),
            commits = trend.Points.Select(point => new
            {
                commit = point.Commit,
                at = point.At,
                perInvocation = point.Rate.PerInvocation,
                low = point.Rate.Low,
                high = point.Rate.High,
                allowed = point.Rate.Allowed,
                verdict = point.Rate.Verdict.ToString().ToLowerInvariant(),
            }),
        }),
    };

    private static string Amount(RateTrend trend, double perInvocation) => Amounts.Of(trend.Channel, perInvocation);

    private static string Short(string commit) =>
        commit.Length is Sha1 or Sha256 && commit.All(char.IsAsciiHexDigit) ? commit[..ShortHash] : commit;
}
