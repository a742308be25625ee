using GrowthGuard.Census;

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
            if (IsAbout(bound, root))
            {
                limit = Math.Min(limit ?? bound.Maximum, bound.Maximum);
            }
        }

        return limit;
    }

    /// <summary>
    /// Whether a bound is about a root: by its name, or by that of an object that the root is a part of, as the bound of a cache is about
    /// the dictionary in it.
    /// </summary>
    public static bool IsAbout(ExpectedBound bound, CensusRoot root) =>
        NamePattern.Fits(root.Name, bound.RootName)
        || (root.Kind.IsCountedInEntries() && (!root.IsOfEntries || root.IsOfShards) && NamePattern.Fits(root.Name, $"{bound.RootName}.*"));
}
