namespace GrowthGuard.Analyzers.Options;

/// <summary>Knows the names of the files that the analyzers read, and those that are near to them.</summary>
internal static class FileNames
{
    private const string Family = "GrowthGuard";

    /// <summary>How far a kind may be from what was meant: further away, it may be a file of somebody else's.</summary>
    private const int LargestDistance = 2;

    private static readonly (string Kind, string Extension)[] Kinds =
        [("baseline", "txt"), ("bounds", "txt"), ("facts", "txt"), ("census", "json")];

    /// <summary>The name that was meant, for a file of ours whose name is nearly one that is read.</summary>
    public static string? MeantBy(string path)
    {
        var parts = Path.GetFileName(path).Split('.');
        if (parts.Length < 3 || !parts[0].Equals(Family, StringComparison.OrdinalIgnoreCase))
            return null;
        var kind = parts[1].ToLowerInvariant();
        var (nearest, extension) = Kinds.OrderBy(known => EditDistance.Between(kind, known.Kind)).First();
        var isRead = kind == nearest && parts[parts.Length - 1].Equals(extension, StringComparison.OrdinalIgnoreCase);
        return isRead || EditDistance.Between(kind, nearest) > LargestDistance ? null : $"{Family}.{nearest}.{extension}";
    }
}
