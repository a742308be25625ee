using GrowthGuard.Analyzers;

namespace GrowthGuard.Tool.Findings;

/// <summary>
/// The findings of a whole build. A project compiled for several frameworks, or a file linked into several projects, gives the same
/// finding several times; it counts once.
/// </summary>
internal static class FindingSet
{
    public static IReadOnlyList<Finding> Merge(IEnumerable<Finding> findings) =>
    [
        .. findings
            .Where(finding => finding.Level != RuleLevel.Off)
            .GroupBy(finding => (finding.Rule.Id, finding.Place, finding.Message))
            .Select(One)
            .OrderBy(finding => finding.Place.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.Line)
            .ThenBy(finding => finding.Place.Column)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];

    /// <summary>The loudest of the same: suppressed under one framework's #if only is not suppressed.</summary>
    private static Finding One(IEnumerable<Finding> same)
    {
        var all = same.ToArray();
        return all.OrderBy(finding => finding.Suppression is not null).ThenByDescending(finding => finding.Level).First() with
        {
            Related = [.. all.SelectMany(finding => finding.Related).Distinct().OrderBy(place => place.File, StringComparer.Ordinal).ThenBy(place => place.Line).ThenBy(place => place.Column)],
            Projects = [.. all.SelectMany(finding => finding.Projects).Distinct().Order(StringComparer.Ordinal)],
        };
    }
}
