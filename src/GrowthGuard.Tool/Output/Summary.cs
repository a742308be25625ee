using System.Globalization;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Output;

/// <summary>The one line that says how it went: <c>3 violations and 1 note in 2 projects (1 error, 2 warnings), 14.2 s</c>.</summary>
internal static class Summary
{
    private static readonly RuleLevel[] LoudestFirst = [RuleLevel.Error, RuleLevel.Warning];

    public static string Of(CheckReport report)
    {
        var violations = report.Violations.ToArray();
        var notes = report.Open.Count(finding => finding.Level == RuleLevel.Info);
        var counts = (violations.Length == 0 ? "No violations" : Count(violations.Length, "violation")) +
            (notes == 0 ? "" : $" and {Count(notes, "note")}");
        var head = violations.Length == 0
            ? $"{counts} in {Count(report.Sources.Count, report.Noun)}"
            : counts + In(violations.SelectMany(finding => finding.Projects).Distinct().Count(), report.Noun);
        var parts = LoudestFirst
            .Select(level => (level, count: report.Open.Count(finding => finding.Level == level)))
            .Where(row => row.count > 0)
            .Select(row => Count(row.count, LevelNames.Of(row.level)))
            .ToList();
        Add("in the baseline", report.Findings.Count(finding => finding.Suppression is { IsAccepted: true }));
        Add("suppressed", report.Findings.Count(finding => finding.Suppression is { IsAccepted: false }));
        var detail = parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
        return string.Create(CultureInfo.InvariantCulture, $"{head}{detail}, {report.Duration.TotalSeconds:0.0} s");

        void Add(string what, int count)
        {
            if (count > 0)
            {
                parts.Add($"{count} {what}");
            }
        }
    }

    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    // Lines of a baseline are in no project.
    private static string In(int count, string noun) => count == 0 ? "" : $" in {Count(count, noun)}";
}
