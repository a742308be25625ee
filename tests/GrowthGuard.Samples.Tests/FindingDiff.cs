namespace GrowthGuard.Samples.Tests;

/// <summary>What differs between the findings that were expected and those that were made, in words.</summary>
internal static class FindingDiff
{
    /// <summary>One line per difference; empty when there is none.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Finding> expected, IEnumerable<Finding> actual)
    {
        var missing = expected.ToList();
        var extra = actual.Where(finding => !missing.Remove(finding)).ToList();

        // The same symbol under another rule or in another file is one difference, not two.
        var wrong = new List<string>();
        foreach (var found in extra.ToArray())
        {
            if (missing.Find(candidate => candidate.Symbol == found.Symbol) is { } wanted)
            {
                missing.Remove(wanted);
                extra.Remove(found);
                wrong.Add($"wrong    {found}   (expected {wanted.Rule} {wanted.File})");
            }
        }

        return
        [
            .. wrong.Order(StringComparer.Ordinal),
            .. missing.Select(finding => $"missing  {finding}").Order(StringComparer.Ordinal),
            .. extra.Select(finding => $"extra    {finding}").Order(StringComparer.Ordinal),
        ];
    }
}
