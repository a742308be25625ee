using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Findings;

/// <summary>
/// The findings of a whole build, or of many logs. A project compiled for several frameworks, or a file linked into several projects,
/// gives the same finding several times; it counts once. Holds each finding once, however often it comes.
/// </summary>
internal sealed class FindingSet
{
    private readonly Dictionary<(string Rule, SourcePlace Place, string Message), Finding> _findings = [];

    public static IReadOnlyList<Finding> Merge(IEnumerable<Finding> findings)
    {
        var set = new FindingSet();
        foreach (var finding in findings)
        {
            set.Add(finding);
        }

        return set.Sorted();
    }

    public void Add(Finding finding)
    {
        if (finding.Level == RuleLevel.Off)
        {
            return;
        }

        var key = (finding.Rule.Id, finding.Place, finding.Message);
        _findings[key] = _findings.TryGetValue(key, out var same) ? One(same, finding) : finding;
    }

    /// <summary>All of them, in the order of their places.</summary>
    public IReadOnlyList<Finding> Sorted() =>
    [
        .. _findings.Values
            .OrderBy(finding => finding.Place.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.Line)
            .ThenBy(finding => finding.Place.Column)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];

    /// <summary>The loudest of the same: suppressed under one framework's #if only is not suppressed.</summary>
    private static Finding One(Finding one, Finding other)
    {
        var loudest = IsLouder(other, one) ? other : one;
        return loudest with
        {
            Related = Together(one.Related, other.Related, Places),
            Projects = Together(one.Projects, other.Projects, StringComparer.Ordinal)
        };
    }

    private static bool IsLouder(Finding one, Finding other) =>
        one.Suppression is null == other.Suppression is null ? one.Level > other.Level : one.Suppression is null;

    private static readonly Comparer<SourcePlace> Places = Comparer<SourcePlace>.Create((one, other) =>
        string.CompareOrdinal(one.File, other.File) is not 0 and var byFile
            ? byFile
            : (one.Line, one.Column, one.EndLine, one.EndColumn).CompareTo((other.Line, other.Column, other.EndLine, other.EndColumn)));

    private static ImmutableArray<T> Together<T>(ImmutableArray<T> one, ImmutableArray<T> other, IComparer<T> order) =>
        one.SequenceEqual(other) ? one : [.. one.Union(other).Order(order)];
}
