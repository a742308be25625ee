using System.Net;
using System.Text;
using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Reporting;

/// <summary>The report as one page with the curves. Everything is in the page: it can be attached, mailed and kept.</summary>
internal static class HtmlReport
{
    private const int MaxRootCurves = 12;

    /// <summary>The style of all pages.</summary>
    public const string Style =
        """
        :root { color-scheme: light dark; --ink: #1c2024; --pale: #60646c; --line: #d9d9e0; --back: #ffffff; --bad: #ce2c31; --good: #218358; --curve: #0d74ce; --warm: #f0f0f3; }
        @media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --pale: #b0b4ba; --line: #43484e; --back: #111113; --bad: #ff9592; --good: #3dd68c; --curve: #70b8ff; --warm: #212225; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.3rem; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; } h3 { font-size: .95rem; font-weight: 600; margin: 1.2rem 0 .2rem; overflow-wrap: anywhere; }
        .leak, .bad { color: var(--bad); } .flat { color: var(--good); } .pale { color: var(--pale); }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } th { font-weight: 600; } .number { text-align: right; white-space: nowrap; }
        td.name { overflow-wrap: anywhere; min-width: 14rem; } code, pre { font: 13px/1.5 ui-monospace, monospace; } pre { overflow-x: auto; background: var(--warm); padding: .6rem; }
        svg { width: 100%; height: auto; } .grid { stroke: var(--line); } .tick { fill: var(--pale); font: 11px system-ui, sans-serif; } .warm { fill: var(--warm); }
        .curve { fill: none; stroke: var(--curve); stroke-width: 2; stroke-linejoin: round; } .point { fill: transparent; } .point:hover { fill: var(--curve); }
        """;

    public static string Of(MemoryFlatResult result)
    {
        var facts = new ReportFacts(result);
        var page = new StringBuilder(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encoded(facts.Headline)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1 class="{(result.Verdict == Verdict.Flat ? "flat" : "bad")}">{Encoded(facts.Headline)}</h1>
            <p>{Encoded(result.Reason)}</p>

            """);
        Paragraph(page, facts.Accepted is { } accepted ? "Accepted: " + accepted : null);
        Paragraph(page, facts.Projected is { } projected ? "Projection: " + projected : null);
        foreach (var next in facts.Next)
        {
            Paragraph(page, "Next: " + next);
        }

        AppendHeld(page, result);
        AppendRoots(page, result);
        AppendAllocated(page, result);
        AppendChannels(page, result);
        AppendCurves(page, result, facts);
        AppendHow(page, result, facts);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void AppendHeld(StringBuilder page, MemoryFlatResult result)
    {
        if (result.Held is not { Count: > 0 } all)
        {
            return;
        }

        page.Append(
            "<h2>Held</h2>\n<div class=\"scroll\"><table>\n<tr><th>type</th><th>growth</th><th>held by</th><th>way from the " +
            "root</th></tr>\n");
        foreach (var held in all)
        {
            page.Append(
                $"<tr><td class=\"name\"><code>{Encoded(held.Type)}</code></td><td>{Encoded(ReportFacts.Growth(held))}</td><td>{Encoded(held.Holder)}</td><td>{Encoded(ReportFacts.Way(held))}</td></tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static void AppendAllocated(StringBuilder page, MemoryFlatResult result)
    {
        if (result.Allocated is not { Count: > 0 } sites)
        {
            return;
        }

        page.Append("<h2>Allocated</h2>\n<div class=\"scroll\"><table>\n<tr><th>type</th><th>seen</th><th>stack</th></tr>\n");
        foreach (var site in sites)
        {
            page.Append(
                $"<tr><td class=\"name\"><code>{Encoded(site.Type)}</code></td><td>{Encoded(ReportFacts.Seen(site))}</td><td>{Encoded(ReportFacts.Way(site))}</td></tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static void AppendRoots(StringBuilder page, MemoryFlatResult result)
    {
        if (result.Roots.Count == 0)
        {
            return;
        }

        page.Append(
            "<h2>Growing</h2>\n<div " +
            "class=\"scroll\"><table>\n<tr><th>store</th><th>growth</th><th>explains</th><th>where</th><th>rule</th></tr>\n");
        foreach (var root in result.Roots)
        {
            var rule = ReportFacts.RulePage(root.Root) is { } address ? $"<a href=\"{Encoded(address)}\">{root.Root.RuleId}</a>" : "";
            var place = root.Root.File is { } file
                ? $"<a href=\"{Encoded(ReportFacts.SourcePage(root.Root) ?? new Uri(file, UriKind.RelativeOrAbsolute).ToString())}\" title=\"{Encoded(file)}\">{Encoded(Path.GetFileName(file))}{(root.Root.Line is { } line ? $":{line}" : "")}</a>"
                : "";
            page.Append(
                $"<tr><td class=\"name\"><code>{Encoded(root.Root.Name)}</code><br><span class=\"pale\">{Encoded(root.Root.StoreType)}{(root.Root.Entry is { } entry ? $", {Encoded(entry)}" : "")}</span></td>");
            page.Append(
                $"<td>{Encoded(ReportFacts.Growth(root))}</td><td>{Encoded(ReportFacts.Explains(root))}</td><td>{place}</td><td>{rule}</td></tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static void AppendChannels(StringBuilder page, MemoryFlatResult result)
    {
        page.Append(
            "<h2>Channels</h2>\n<div class=\"scroll\"><table>\n<tr><th>channel</th><th class=\"number\">start</th><th " +
            "class=\"number\">end</th><th class=\"number\">per invocation</th><th class=\"number\">95 % interval</th><th " +
            "class=\"number\">allowed</th><th>verdict</th></tr>\n");
        foreach (var rate in result.Rates)
        {
            long[] values = [.. result.Series.Of(rate.Channel)];
            var decides = rate.Allowed is not null;
            page.Append(
                $"<tr{(decides ? "" : " class=\"pale\"")}><td>{rate.Channel.InWords()}</td><td class=\"number\">{Amounts.Of(rate.Channel, values[0])}</td><td class=\"number\">{Amounts.Of(rate.Channel, values[^1])}</td>");
            page.Append(
                $"<td class=\"number\">{ReportFacts.Rate(rate)}</td><td class=\"number\">{ReportFacts.Interval(rate)}</td><td class=\"number\">{(decides ? Amounts.Number(rate.Allowed!.Value) : "")}</td>");
            page.Append(decides
                ? $"<td class=\"{rate.Verdict.ToString().ToLowerInvariant()}\">{rate.Verdict.ToString().ToLowerInvariant()}</td></tr>\n"
                : "<td>shown only</td></tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static void AppendCurves(StringBuilder page, MemoryFlatResult result, ReportFacts facts)
    {
        // The first sample is from before the first invocation: its distance to the others would flatten the curve.
        const int First = 1;
        if (result.Series.Samples.Count <= First + 1)
        {
            return;
        }

        page.Append(
            "<h2>Curves</h2>\n<p class=\"pale\">After each batch of invocations, when the garbage has been collected. Grey: before the " +
            "part that was judged.</p>\n");
        int[] invocations = [.. result.Series.Samples.Skip(First).Select(sample => sample.Invocations)];
        foreach (var rate in facts.Channels)
        {
            AppendCurve(
                page,
                new SvgCurve(
                    rate.Channel.InWords(),
                    invocations,
                    [.. result.Series.Of(rate.Channel).Skip(First)],
                    result.JudgedFrom,
                    value => Amounts.Of(rate.Channel, value)));
        }

        foreach (var root in result.Roots.Take(MaxRootCurves))
        {
            if (result.Series.Roots.FirstOrDefault(series => series.Root.Name == root.Root.Name) is { } series)
            {
                AppendCurve(
                    page,
                    new SvgCurve(
                        $"{root.Root.Name}, {root.Root.Kind.Unit()}",
                        invocations,
                        [.. series.Counts.Skip(First)],
                        result.JudgedFrom,
                        Amounts.Number));
            }
        }
    }

    private static void AppendCurve(StringBuilder page, SvgCurve curve) =>
        page.Append($"<h3>{Encoded(curve.Title)}</h3>\n{curve.ToSvg()}\n");

    private static void AppendHow(StringBuilder page, MemoryFlatResult result, ReportFacts facts)
    {
        page.Append("<h2>How it was measured</h2>\n");
        Paragraph(page, facts.Measured + ".");
        Paragraph(page, facts.Speed is { } speed ? "Speed: " + speed : null);
        foreach (var note in facts.Notes)
        {
            Paragraph(page, note);
        }

        Block(page, result.RepeatCommand);
        Paragraph(page, result.Dump is { } dump ? "Dump: " + dump : null);
        Paragraph(page, facts.Fingerprint is { } fingerprint ? "Fingerprint: " + fingerprint : null);
        if (result.OutputTail.Count > 0)
        {
            page.Append("<h2>Last output of the process</h2>\n");
            Block(page, string.Join('\n', result.OutputTail));
        }
    }

    private static void Paragraph(StringBuilder page, string? text)
    {
        if (text is not null)
        {
            page.Append($"<p>{Encoded(text)}</p>\n");
        }
    }

    private static void Block(StringBuilder page, string? text)
    {
        if (text is not null)
        {
            page.Append($"<pre>{Encoded(text)}</pre>\n");
        }
    }

    private static string Encoded(string? text) => WebUtility.HtmlEncode(text ?? "");
}
