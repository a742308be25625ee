namespace GrowthGuard.Testing.Reporting;

/// <summary>Where a reader of a report finds more: the documents, and the source.</summary>
internal static class Links
{
    private const string Documents = "https://github.com/growthguard/growthguard/blob/main/docs/";

    /// <summary>How to tell a leak from an allocator that keeps memory.</summary>
    public const string Allocators = Documents + "testing-kit.md#allocator-behaviour-against-leaks";

    /// <summary>The page of a rule.</summary>
    public static string Rule(string id) => $"{Documents}rules/{id}.md";

    /// <summary>The place on GitHub, for a run of its Actions; null elsewhere, and for a file that is not in the repository.</summary>
    /// <param name="file">The full path.</param>
    /// <param name="line">The line; null for the whole file.</param>
    /// <param name="variable">Reads the environment.</param>
    public static string? Source(string file, int? line, Func<string, string?> variable)
    {
        string?[] parts = [variable("GITHUB_SERVER_URL"), variable("GITHUB_REPOSITORY"), "blob", variable("GITHUB_SHA")];
        if (parts.Any(string.IsNullOrEmpty) || ShownPath(file) is var path && path == file)
        {
            return null;
        }

        var place = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return $"{string.Join('/', parts)}/{place}{(line is { } number ? $"#L{number}" : "")}";
    }

    /// <summary>From the root of the repository, as compilers and CI write paths; whole when there is none.</summary>
    public static string ShownPath(string file)
    {
        for (var folder = Path.GetDirectoryName(file); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return Path.GetRelativePath(folder, file).Replace('\\', '/');
            }
        }

        return file;
    }
}
