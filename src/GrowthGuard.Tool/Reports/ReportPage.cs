using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Reports;

/// <summary>
/// The findings of a check as one page, by cause and project. It needs nothing from elsewhere, and its policy allows nothing else: names
/// and source come from whoever wrote the code that is checked.
/// </summary>
internal static class ReportPage
{
    /// <summary>What a browser still shows at once.</summary>
    private const int MostFindings = 1000;

    private const int MostFixed = 100;

    private static readonly string Style = (HtmlReport.Style + "\n" +
        """
        :root { --warning: #ad5700; --site: #ffe8b0; --reported: #ffd3cd; }
        @media (prefers-color-scheme: dark) { :root { --warning: #ffb55e; --site: #5c4200; --reported: #70272a; } }
        a { color: var(--curve); } [hidden] { display: none !important; }
        .error, .new { color: var(--bad); } .warning { color: var(--warning); } .level, .new { font-weight: 600; }
        .filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 1.5rem 0; }
        .filter label { display: grid; max-width: 100%; min-width: 0; } .filter select { width: 100%; } .filter .check { display: block; }
        input, select, button { font: inherit; max-width: 100%; color: inherit; }
        input, select, button { background: var(--back); border: 1px solid var(--pale); border-radius: 4px; padding: .25rem .5rem; }
        :focus-visible { outline: 3px solid var(--curve); outline-offset: 2px; }
        details { border-top: 1px solid var(--line); } summary { padding: .5rem 0; cursor: pointer; overflow-wrap: anywhere; }
        .scroll { overflow-x: visible; } td, h3 { overflow-wrap: anywhere; }
        figure { margin: .5rem 0 1rem; } figcaption { color: var(--pale); overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .2rem 0; } .number-of-line { color: var(--pale); user-select: none; }
        mark { color: var(--ink); border-radius: 3px; }
        mark.reported { background: var(--reported); } mark.evidence { background: var(--site); }
        .calls { list-style: none; margin: .5rem 0; padding-left: .3rem; }
        .calls li { padding: 0 0 .3rem 1rem; border-left: 2px solid var(--curve); position: relative; overflow-wrap: anywhere; }
        .calls li::before { content: ""; position: absolute; left: -6px; top: .45rem; }
        .calls li::before { width: 10px; height: 10px; border-radius: 50%; background: var(--curve); }
        .calls li:last-child { border-color: transparent; } .calls li:last-child::before { background: var(--bad); }
        """).ReplaceLineEndings("\n");

    private static readonly string Script =
        """
        const findings = [...document.querySelectorAll('details.finding')].map(element => ({
          element, rule: element.dataset.rule, isNew: element.querySelector('summary .new') !== null,
          text: (element.closest('.project').querySelector('h3').textContent + ' ' + element.textContent).toLowerCase(),
        }))
        const groups = [...document.querySelectorAll('.project, .cause')]
        const [filter, text, rule, isNew, shown, open] =
          ['filter', 'text', 'rule', 'new', 'shown', 'open'].map(id => document.getElementById(id))
        const apply = () => {
          const words = text.value.toLowerCase().split(/\s+/)
          let count = 0
          for (const finding of findings) {
            const fits = words.every(word => finding.text.includes(word)) &&
              (rule.value === '' || rule.value === finding.rule) && (!isNew?.checked || finding.isNew)
            finding.element.hidden = !fits
            count += fits ? 1 : 0
          }
          for (const group of groups) group.hidden = group.querySelector('details.finding:not([hidden])') === null
          shown.textContent = `${count} of ${findings.length} findings`
        }
        if (filter !== null) {
          filter.hidden = false
          for (const control of [text, rule, isNew]) control?.addEventListener('input', apply)
          open.addEventListener('click', () => {
            const isOpen = open.getAttribute('aria-pressed') !== 'true'
            open.setAttribute('aria-pressed', isOpen)
            for (const finding of findings) finding.element.open = isOpen
          })
          apply()
        }
        """.ReplaceLineEndings("\n");

    private static readonly string Policy =
        $"default-src 'none'; style-src {HashOf(Style)}; script-src {HashOf(Script)}; base-uri 'none'; form-action 'none'";

    /// <param name="report">What is shown.</param>
    /// <param name="repository">The folder that paths are shown from, and below which source is read.</param>
    /// <param name="now">The same as data.</param>
    /// <param name="last">The report before, in the same folder.</param>
    public static string Of(CheckReport report, string repository, LastReport now, LastReport? last)
    {
        var before = last?.Findings.Select(finding => finding.Id).ToHashSet();
        var page = new PageWriter(new ShownPaths(repository), new SourceExcerpts(repository));
        List<PageFinding> all =
        [
            .. report.Open
                .Zip(now.Findings, (finding, data) => new PageFinding(finding, before is not null && !before.Contains(data.Id)))
                .OrderByDescending(row => row.Finding.Level)
        ];
        List<PageFinding> shown = [.. all.Take(MostFindings)];
        page.Line(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>GrowthGuard: {Encoded(Summary.Of(report))}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1 class="{(report.Violations.Any() ? "bad" : "flat")}">{Encoded(Summary.Of(report))}</h1>
            """);
        AppendTrend(page, now, last, all.Count(row => row.IsNew));
        if (shown.Count > 0)
        {
            AppendOverview(page, all);
            AppendFilter(page, shown, hasLast: last is not null);
            foreach (var cause in shown.GroupBy(row => row.Finding.Rule).OrderBy(cause => cause.Key.Id, StringComparer.Ordinal))
            {
                AppendCause(page, cause.Key, [.. cause]);
            }
        }

        if (all.Count > shown.Count)
        {
            page.Line($"<p>{all.Count - shown.Count} more findings are not shown; --sarif writes all of them.</p>");
        }

        page.Line($"</main>\n<script>{Script}</script>\n</body>\n</html>");
        return page.ToString();
    }

    private static void AppendTrend(PageWriter page, LastReport now, LastReport? last, int added)
    {
        if (last is null)
        {
            page.Line($"<p class=\"pale\">{Time(now.At)}, the first report in this folder.</p>");
            return;
        }

        var ids = now.Findings.Select(finding => finding.Id).ToHashSet();
        List<ReportedFinding> gone = [.. last.Findings.Where(finding => !ids.Contains(finding.Id))];
        page.Line($"<p>{Time(now.At)}. Since the report of {Time(last.At)}: {added} new, {gone.Count} gone.</p>");
        if (gone.Count > 0)
        {
            page.Line($"<details><summary>{Summary.Count(gone.Count, "finding")} gone</summary>\n<ul>");
            foreach (var finding in gone.Take(MostFixed))
            {
                page.Line($"<li>{Encoded(finding.Rule)} <code>{Encoded(finding.Place)}</code> {Encoded(finding.Message)}</li>");
            }

            page.Line("</ul></details>");
        }

        var curve = new SvgCurve(
            "Violations, report by report",
            [.. Enumerable.Range(0, now.History.Count)],
            [.. now.History.Select(count => (long)count.Violations)],
            0,
            Amounts.Number) { Unit = "reports", Names = [.. now.History.Select(count => Time(count.At))] };
        page.Line($"<h2>Violations, report by report</h2>\n{curve.ToSvg()}");
    }

    private static void AppendOverview(PageWriter page, IReadOnlyList<PageFinding> all)
    {
        page.Line("<h2>By cause and by project</h2>");
        page.Line(Grid.AsHtml([["cause", "findings", "projects"], .. all
            .GroupBy(row => row.Finding.Rule)
            .OrderBy(cause => cause.Key.Id, StringComparer.Ordinal)
            .Select(cause => (string[])
            [
                $"{cause.Key.Id} {cause.Key.Descriptor.Title}",
                Number(cause.Count()),
                Number(cause.SelectMany(row => row.Finding.Projects).Distinct().Count())
            ])]));
        page.Line(Grid.AsHtml([["project", "errors", "warnings", "notes"], .. all
            .SelectMany(row => row.Finding.Projects.Select(project => (project, row.Finding.Level)))
            .GroupBy(row => row.project)
            .OrderBy(project => project.Key, StringComparer.Ordinal)
            .Select(project => (string[])
            [
                PlainText.Of(page.Paths.Of(project.Key)),
                .. ((RuleLevel[])[RuleLevel.Error, RuleLevel.Warning, RuleLevel.Info])
                    .Select(level => Number(project.Count(row => row.Level == level)))
            ])]));
    }

    private static void AppendFilter(PageWriter page, IReadOnlyList<PageFinding> shown, bool hasLast)
    {
        page.Line(
            """
            <div class="filter" id="filter" role="search" hidden>
            <label>Text <input type="search" id="text"></label>
            <label>Cause <select id="rule"><option value="">All causes</option>
            """);
        foreach (var rule in shown.Select(row => row.Finding.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            page.Line($"<option value=\"{rule.Id}\">{rule.Id} {Encoded(rule.Descriptor.Title)}</option>");
        }

        page.Line("</select></label>");
        if (hasLast)
        {
            page.Line("<label class=\"check\"><input type=\"checkbox\" id=\"new\"> New only</label>");
        }

        page.Line(
            """
            <button type="button" id="open" aria-pressed="false">Open all</button>
            <span role="status" id="shown"></span>
            </div>
            <p class="pale">In the source, <mark class="reported">what is reported</mark> and
            <mark class="evidence">where it grows, and other evidence</mark> are marked.</p>
            """);
    }

    private static void AppendCause(PageWriter page, Rule rule, IReadOnlyList<PageFinding> findings)
    {
        page.Line($"<section class=\"cause\"><h2>{rule.Id}: {Encoded(rule.Descriptor.Title)}</h2>");
        page.Line($"<p><a href=\"{Encoded(rule.Descriptor.HelpLinkUri)}\">What it means, and how to fix it</a></p>");
        foreach (var project in findings
            .GroupBy(row => string.Join(", ", row.Finding.Projects.Select(page.Paths.Of)))
            .OrderBy(project => project.Key, StringComparer.Ordinal))
        {
            page.Line($"<section class=\"project\"><h3>{Encoded(project.Key.Length == 0 ? "No project" : project.Key)}</h3>");
            foreach (var row in project)
            {
                AppendFinding(page, row);
            }

            page.Line("</section>");
        }

        page.Line("</section>");
    }

    private static void AppendFinding(PageWriter page, PageFinding row)
    {
        var finding = row.Finding;
        var level = LevelNames.Of(finding.Level);
        page.Line($"<details class=\"finding\" data-rule=\"{finding.Rule.Id}\"><summary>");
        page.Line($"<span class=\"level {level}\">{level}</span> {(row.IsNew ? "<span class=\"new\">new</span> " : "")}");
        page.Line($"{Encoded(finding.Message)} <code>{Encoded(page.Paths.WithLine(finding.Place))}</code></summary>");
        if (!finding.CallChain.IsEmpty)
        {
            page.Line("<p>Calls, from the handler to what is kept:</p>\n<ol class=\"calls\" role=\"list\">");
            foreach (var call in finding.CallChain)
            {
                page.Line($"<li>{Encoded(call)}</li>");
            }

            var kept = finding.Symbol is { } symbol ? symbol[(symbol.IndexOf(':') + 1)..] : page.Paths.WithLine(finding.Place);
            page.Line($"<li>{Encoded(kept)}</li>\n</ol>");
        }

        foreach (var excerpt in page.Sources.Of(finding))
        {
            page.Line($"<figure><figcaption>{Encoded(page.Paths.Of(excerpt.File))}</figcaption><pre>{Code(excerpt)}</pre></figure>");
        }

        page.Line("</details>");
    }

    private static string Code(SourceExcerpt excerpt)
    {
        var width = excerpt.Lines.Max(line => Number(line.Number).Length);
        var code = new StringBuilder();
        foreach (var line in excerpt.Lines)
        {
            code.Append(line.IsBehindGap ? "…\n" : "")
                .Append(CultureInfo.InvariantCulture, $"<span class=\"number-of-line\">{Number(line.Number).PadLeft(width)}</span>  ");
            foreach (var (text, mark) in line.Parts)
            {
                var shown = Encoded(text.Replace("\t", "    ", StringComparison.Ordinal));
                code.Append(mark == SourceMark.None ? shown : $"<mark class=\"{mark.ToString().ToLowerInvariant()}\">{shown}</mark>");
            }

            code.Append('\n');
        }

        return code.ToString();
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Text that is nothing but text, in an element or an attribute.</summary>
    private static string Encoded(string text) => WebUtility.HtmlEncode(PlainText.Of(text));

    private static string HashOf(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";

    private sealed record PageFinding(Finding Finding, bool IsNew);

    /// <summary>The page so far, and what it is written with.</summary>
    private sealed class PageWriter(ShownPaths paths, SourceExcerpts sources)
    {
        private readonly StringBuilder _text = new();

        public ShownPaths Paths { get; } = paths;

        public SourceExcerpts Sources { get; } = sources;

        public void Line(string html) => _text.Append(html.ReplaceLineEndings("\n")).Append('\n');

        public override string ToString() => _text.ToString();
    }
}
