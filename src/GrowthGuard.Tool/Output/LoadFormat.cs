using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Testing.Statistics;
using GrowthGuard.Tool.Loading;

namespace GrowthGuard.Tool.Output;

/// <summary>The report of a load in the forms that there are.</summary>
internal static class LoadFormat
{
    public const string Text = "text";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private static readonly Dictionary<string, Func<LoadResult, string>> Formats = new()
    {
        [Text] = AsText,
        ["markdown"] = AsMarkdown,
        ["json"] = result => SafeText.Json(JsonSerializer.Serialize(AsData(result), Json)) + "\n",
        ["html"] = AsHtml,
    };

    public static IEnumerable<string> Names => Formats.Keys;

    public static string Of(string format, LoadResult result) => Formats[format](result);

    /// <summary>The settings, with where each came from.</summary>
    public static string Shown(LoadSettings settings) => PlainLines(Grid.AsText([.. SettingRows(settings)]));

    /// <summary>The last iteration, in a line.</summary>
    public static string Progress(IReadOnlyList<Iteration> iterations, LoadSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"iteration {iterations.Count} of {settings.Tries}: {Quantities.Count(Math.Round(iterations[^1].Load.PerSecond))} requests/s, " +
        $"private {Quantities.Bytes(iterations[^1].After.Private)}{Heap(iterations[^1].After)}");

    private static string Heap(MemoryReading reading) =>
        reading.Heap == Sample.Unknown ? "" : $", heap {Quantities.Bytes(reading.Heap)}, free {Quantities.Bytes(reading.Free)}";

    private static string AsText(LoadResult result) =>
        $"{Title(result)}\n\n{Grid.AsText([.. IterationRows(result)])}\n{(result.Judged is null ? "" : Grid.AsText([.. RateRows(result)]) + "\n")}{Headline(result)}\n";

    private static string AsMarkdown(LoadResult result) =>
        $"### {Grid.Escaped(Headline(result))}\n\n{Grid.Escaped(Title(result))}\n\n{Grid.AsMarkdown([.. IterationRows(result)])}\n{(result.Judged is null ? "" : Grid.AsMarkdown([.. RateRows(result)]) + "\n")}{Grid.AsMarkdown([.. SettingRows(result.Settings)])}";

    private static string AsHtml(LoadResult result) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{WebUtility.HtmlEncode(Headline(result))}</title>
        <style>
        {HtmlReport.Style}
        </style>
        </head>
        <body>
        <h1 class="{(result.IsFlat ? "flat" : "bad")}">{WebUtility.HtmlEncode(Headline(result))}</h1>
        <p>{WebUtility.HtmlEncode(Title(result))}</p>
        {(result.Judged is null ? "" : "<h2>Memory</h2>\n" + Grid.AsHtml([.. RateRows(result)]) + string.Concat(Judged(result).Select(rate => Curve(result.Judged, rate))))}
        <h2>Iterations</h2>
        {Grid.AsHtml([.. IterationRows(result)])}
        <h2>Settings</h2>
        {Grid.AsHtml([.. SettingRows(result.Settings)])}
        </body>
        </html>

        """;

    private static string Curve(MemoryFlatResult judged, ChannelRate rate)
    {
        var curve = new SvgCurve(
            rate.Channel.InWords(),
            [.. judged.Series.Samples.Select(sample => sample.Invocations)],
            [.. judged.Series.Of(rate.Channel)],
            judged.JudgedFrom,
            value => Amounts.Of(rate.Channel, value)) { Unit = "requests" };
        return $"<h3>{curve.Title}</h3>\n{curve.ToSvg()}\n";
    }

    private static object AsData(LoadResult result) => new
    {
        version = 1,
        address = result.Settings.Address.AbsoluteUri,
        process = result.Process,
        command = result.Command,
        settings = result.Settings.Values.ToDictionary(
            value => value.Setting.Name,
            value => new { value = value.Text, source = value.Source }),
        requests = result.Requests,
        errors = result.Errors,
        verdict = result.Judged?.Verdict.ToString().ToLowerInvariant(),
        cause = result.Judged?.Cause.ToString(),
        filled = Rounded(result.Filled),
        bytesPerRequest = Rounded(result.Growth?.PerInvocation),
        low = Rounded(result.Growth?.Low),
        high = Rounded(result.Growth?.High),
        rates = result.Judged is null ? [] : Judged(result).Select(rate => new
        {
            channel = rate.Channel.ToString(),
            perRequest = Rounded(rate.PerInvocation),
            low = Rounded(rate.Low),
            high = Rounded(rate.High),
            allowed = Rounded(rate.Allowed),
            verdict = rate.Verdict.ToString().ToLowerInvariant(),
        }),
        iterations = result.Iterations.Select(iteration => new
        {
            requests = iteration.Load.Requests,
            perSecond = Rounded(iteration.Load.PerSecond),
            errors = iteration.Load.Errors,
            p50Ms = Rounded(iteration.Load.P50.TotalMilliseconds),
            p99Ms = Rounded(iteration.Load.P99.TotalMilliseconds),
            worstMs = Rounded(iteration.Load.Worst.TotalMilliseconds),
            privateBefore = iteration.Before.Private,
            privateAfter = iteration.After.Private,
            heapAfter = iteration.After.Heap == Sample.Unknown ? (long?)null : iteration.After.Heap,
            freeAfter = iteration.After.Free,
        }),
    };

    private static string Title(LoadResult result) =>
        PlainText.Of($"{result.Settings.Address}, process {result.Process}: {result.Command}");

    /// <summary>The verdict in a sentence.</summary>
    public static string Headline(LoadResult result) => result switch
    {
        { Filled: { } share } =>
            $"Still filling at {Quantities.Percent(Math.Round(share, 2))}: {Quantities.Count(result.Requests)} of " +
            $"{Quantities.Count(result.Settings.Fill)} requests were made. Give it more TRIES or a longer DURATION.",
        { Judged: null } => $"No verdict: {result.Iterations.Count} of {result.Settings.Tries} iterations were measured.",
        { IsFlat: true } => $"Memory stays flat over {Quantities.Count(result.Requests)} requests.",
        { Judged: { Verdict: Verdict.Leak } judged } =>
            $"Memory grows by {Amounts.Bytes(Math.Max(0, result.Growth!.PerInvocation))} per request (95 %: {ReportFacts.Interval(result.Growth)}): {(judged.Series.Has(MemoryChannel.Heap) ? judged.Cause.InWords() : "private memory; there is no managed heap that can be asked")}.",
        { Filling: { } filling } =>
            "Not proven flat: memory still grows but slows down, as a cache does that fills. By its curve it is still filling at " +
            $"{Quantities.Percent(Math.Round(filling.Share, 2))}: give it {Quantities.Count(result.EnoughTries)} TRIES to see the end.",
        { Judged.Verdict: Verdict.Decaying } =>
            "Not proven flat: memory still grows but slows down, as a cache does that fills. Give it more TRIES to see the end.",
        { Judged.Verdict: Verdict.Rare } => "Not proven flat: memory grows in steps that are too rare to judge. Give it more TRIES.",
        _ =>
            "Not proven flat: memory goes up and down too much. Give it more TRIES or a longer DURATION, and see that nothing else works " +
            "in the server.",
    };

    private static IEnumerable<string[]> SettingRows(LoadSettings settings)
    {
        yield return ["setting", "value", "from"];
        foreach (var value in settings.Values)
        {
            yield return [value.Setting.Name, value.Text.Length == 0 ? "–" : value.Text, value.Source];
        }
    }

    private static IEnumerable<string[]> IterationRows(LoadResult result)
    {
        yield return ["iteration", "requests/s", "errors", "p50 ms", "p99 ms", "worst ms", "starting", "ending", "grown"];
        foreach (var (iteration, number) in result.Iterations.Select((iteration, i) => (iteration, i + 1)))
        {
            var load = iteration.Load;
            yield return
            [
                number.ToString(CultureInfo.InvariantCulture), Quantities.Count(Math.Round(load.PerSecond, load.PerSecond < 100 ? 1 : 0)),
                Quantities.Count(load.Errors),
                Milliseconds(load.P50), Milliseconds(load.P99), Milliseconds(load.Worst),
                Quantities.Bytes(iteration.Before.Private), Quantities.Bytes(iteration.After.Private),
                Quantities.SignedBytes(iteration.After.Private - iteration.Before.Private),
            ];
        }
    }

    private static IEnumerable<string[]> RateRows(LoadResult result)
    {
        yield return ["memory", "curve", "per request", "95 % interval", "allowed", "verdict"];
        foreach (var rate in Judged(result))
        {
            long[] values = [.. result.Judged!.Series.Of(rate.Channel)];
            yield return
            [
                rate.Channel.InWords(), Sparkline.Of(values, rate.Allowed!.Value * result.Requests), ReportFacts.Rate(rate),
                ReportFacts.Interval(rate),
                Amounts.Number(rate.Allowed.Value), rate.Verdict.ToString().ToLowerInvariant(),
            ];
        }
    }

    /// <summary>The channels that decide: heap and private memory always, the others when they are not flat.</summary>
    private static IEnumerable<ChannelRate> Judged(LoadResult result) =>
        result.Judged!.Rates.Where(rate => rate.Allowed is not null &&
            (rate.Channel is MemoryChannel.Heap or MemoryChannel.Private || rate.Verdict != Verdict.Flat));

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static double? Rounded(double? number) => number is { } value ? Math.Round(value, 2) : null;

    private static string PlainLines(string text) => string.Join('\n', text.Split('\n').Select(PlainText.Of));
}
