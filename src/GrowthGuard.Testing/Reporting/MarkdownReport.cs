using System.Text;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Reporting;

/// <summary>The report as Markdown, for the summary of a job.</summary>
internal static class MarkdownReport
{
    private const int MaxRoots = 20;

    public static string Of(MemoryFlatResult result)
    {
        var facts = new ReportFacts(result);
        if (result.Verdict == Verdict.Flat)
        {
            return $"✅ {Escaped(string.Join(' ', facts.SlowRoots.Concat(facts.LeakNotes).Prepend(facts.Speed).OfType<string>().Prepend(facts.Measured + ".").Prepend(facts.Headline)))}\n\n";
        }

        var text = new StringBuilder().Append($"### {(facts.Accepted is null ? "❌" : "☑️")} {Escaped(facts.Headline)}\n\n{Escaped(result.Reason)}\n\n");
        text.Append(facts.Accepted is { } accepted ? $"Accepted: {Escaped(accepted)}\n\n" : "");
        text.Append("| channel | curve | per invocation | 95 % interval | allowed | verdict |\n| --- | --- | ---: | ---: | ---: | --- |\n");
        foreach (var rate in facts.Channels)
        {
            var allowed = rate.Allowed is { } value ? Amounts.Number(value) : "";
            text.Append(
                $"| {rate.Channel.InWords()} | `{facts.Curve(rate)}` | {ReportFacts.Rate(rate)} | {ReportFacts.Interval(rate)} | " +
                $"{allowed} | {rate.Verdict.ToString().ToLowerInvariant()} |\n");
        }

        AppendHeld(text, result);
        AppendRoots(text, result);
        AppendAllocated(text, result);
        text.Append('\n');
        foreach (var line in new[] { facts.Projected is { } projected ? $"Projection: {projected}" : null }
            .Concat(facts.Next.Select(next => $"Next: {next}")).OfType<string>())
        {
            text.Append($"{Escaped(line)}\n\n");
        }

        text.Append($"<details><summary>How it was measured</summary>\n\n{Escaped(facts.Measured)}.\n\n");
        text.Append(facts.Speed is { } speed ? $"Speed: {Escaped(speed)}\n\n" : "");
        foreach (var note in facts.Notes)
        {
            text.Append($"{Escaped(note)}\n\n");
        }

        text.Append(result.RepeatCommand is { } repeat ? $"```sh\n{repeat}\n```\n\n" : "");
        return text.Append($"Fingerprint: `{facts.Fingerprint}`\n\n</details>\n\n").ToString();
    }

    private static void AppendHeld(StringBuilder text, MemoryFlatResult result) =>
        AppendTable(text, ["held", "how", "by", "way from the root"], (result.Held ?? []).Select(held =>
            $"`{held.Type}` | {ReportFacts.Growth(held)} | {Escaped(held.Holder)} | {Escaped(ReportFacts.Way(held))}"));

    private static void AppendRoots(StringBuilder text, MemoryFlatResult result) =>
        AppendTable(text, ["growing", "how", "explains", "where", "rule"], result.Roots.Take(MaxRoots).Select(root =>
        {
            var rule = ReportFacts.RulePage(root.Root) is { } page ? $"[{root.Root.RuleId}]({page})" : "";
            return $"`{root.Root.Name}` ({Escaped(root.Root.StoreType ?? "")}) | {ReportFacts.Growth(root)} | " +
                $"{ReportFacts.Explains(root)} | {Place(root.Root)} | {rule}";
        }));

    private static void AppendAllocated(StringBuilder text, MemoryFlatResult result) =>
        AppendTable(text, ["allocated", "seen", "stack"], (result.Allocated ?? []).Select(site =>
            $"`{site.Type}` | {ReportFacts.Seen(site)} | {Escaped(ReportFacts.Way(site))}"));

    /// <summary>A table, if it has rows.</summary>
    private static void AppendTable(StringBuilder text, string[] columns, IEnumerable<string> rows)
    {
        var head = $"\n| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(static _ => " --- |"))}\n";
        foreach (var row in rows)
        {
            text.Append(head).Append($"| {row} |\n");
            head = "";
        }
    }

    private static string Place(CensusRoot root) => (ReportFacts.Place(root), ReportFacts.SourcePage(root)) switch
    {
        ({ } place, { } page) => $"[{Escaped(place)}]({page})",
        ({ } place, null) => Escaped(place),
        _ => "",
    };

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '\r' or '\n' => escaped.Append(' '),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' => escaped.Append('\\').Append(character),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
