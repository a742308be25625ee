using System.Text;

namespace GrowthGuard.Testing.Experiments;

/// <summary>The outcomes as a table in Markdown.</summary>
internal sealed class ResultTable(IReadOnlyCollection<Outcome> outcomes)
{
    /// <summary>Flat runs that were called a leak, and leaks that were not found.</summary>
    public IReadOnlyList<Outcome> Faults => [.. Kinds.Known.SelectMany(kind => Of(kind).Where(outcome => !kind.Allows(outcome)))];

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        Write(text, "Flat", Kinds.Known.Where(kind => !kind.IsLeak), withCause: false);
        text.AppendLine();
        Write(text, "Leaking", Kinds.Known.Where(kind => kind.IsLeak), withCause: true);
        return text.ToString();
    }

    private void Write(StringBuilder text, string title, IEnumerable<Kind> kinds, bool withCause)
    {
        text.AppendLine(
            $"| {title} | runs | `Flat` | `Leak` | undecided | {(withCause ? "cause right | root right | " : "")}invocations | seconds |");
        text.AppendLine($"| --- | ---: | ---: | ---: | ---: | {(withCause ? "---: | ---: | " : "")}---: | ---: |");
        var all = new List<Outcome>();
        foreach (var row in kinds.GroupBy(kind => kind.Row))
        {
            var rows = row.SelectMany(Of).ToList();
            if (rows.Count > 0)
            {
                Row(text, row.Key, rows, withCause, namesRoot: row.Any(kind => (kind.Root ?? kind.Holder) is not null));
                all.AddRange(rows);
            }
        }

        if (all.Count > 0)
        {
            Row(text, "**all**", all, withCause, namesRoot: true);
        }
    }

    private static void Row(StringBuilder text, string name, List<Outcome> rows, bool withCause, bool namesRoot)
    {
        var flat = rows.Count(row => row.Verdict == $"{Verdict.Flat}");
        var leak = rows.Count(row => row.Verdict == $"{Verdict.Leak}");
        var attribution = withCause
            ? $"{rows.Count(row => row.CauseIsRight)} | {(namesRoot ? $"{rows.Count(row => row.RootIsRight)}" : "–")} | "
            : "";
        text.AppendLine(
            $"| {name} | {rows.Count} | {flat} | {leak} | {rows.Count - flat - leak} | {attribution}{Median(rows.Select(row => (double)row.Invocations)):0} | {Median(rows.Select(row => row.Seconds)):0.00} |");
    }

    private IEnumerable<Outcome> Of(Kind kind) => outcomes.Where(outcome => outcome.Kind == kind.Name);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
