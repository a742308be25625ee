using System.Globalization;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Output;

/// <summary>The one line that says how it went: <c>3 violations in 2 projects (1 error, 2 warnings), 14.2 s</c>.</summary>
internal static class Summary
{
    private static readonly RuleLevel[] LoudestFirst = [RuleLevel.Error, RuleLevel.Warning, RuleLevel.Info];

    public static string Of(CheckReport report)
    {
        var violations = report.Violations.ToArray();
        var head = violations.Length == 0
            ? $"No violations in {Count(report.Sources.Count, report.Noun)}"
            : Count(violations.Length, "violation") +
                In(violations.SelectMany(finding => finding.Projects).Distinct().Count(), report.Noun);
        var parts = LoudestFirst
            .Select(level => (level, count: report.Open.Count(finding => finding.Level == level)))
            .Where(row => row.count > 0)
            .Select(row => row.level == RuleLevel.Info ? $"{row.count} info" : Count(row.count, LevelNames.Of(row.level)))
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
