namespace GrowthGuard.Testing.Attribution;

/// <summary>How many entries a root may hold: as documented in the code, or as the test expects, whichever is less.</summary>
internal sealed class Limits(IReadOnlyList<ExpectedBound> expected)
{
    /// <summary>The limit of a root, or null when there is none.</summary>
    public long? Of(CensusRoot root)
    {
        var limit = root.Bound;
        foreach (var bound in expected)
        {
            if (NamePattern.Fits(root.Name, bound.RootName))
            {
                limit = Math.Min(limit ?? bound.Maximum, bound.Maximum);
            }
        }

        return limit;
    }
}
