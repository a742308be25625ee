using GrowthGuard.Tool.Sarif;

namespace GrowthGuard.Tool.Gating;

/// <summary>
/// Finds the files that logs name in the repository at hand. Shards are built in folders of their own, under other roots and on other
/// systems: a file is the one whose path, without some folders at its start, exists here.
/// </summary>
internal sealed class RepositoryPaths(string root)
{
    private readonly Dictionary<string, string> _found = [];
    private readonly List<string> _roots = [];
    private readonly HashSet<string> _names = new(
        Directory.EnumerateFileSystemEntries(root).Select(entry => Path.GetFileName(entry)),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The full path here; the path as it was when there is no such file.</summary>
    public string Resolve(string uri, string? baseId, SarifRun run)
    {
        var baseUri = baseId is not null && run.OriginalUriBaseIds?.GetValueOrDefault(baseId)?.Uri is { } known ? known : "";
        var key = $"{baseUri}|{uri}";
        if (!_found.TryGetValue(key, out var path))
        {
            // A path relative to a base is the repository's, wherever the base was.
            _found.Add(key, path = PathOf(uri) is var named && IsRooted(named) ? Here(named) : Path.GetFullPath(named, root));
        }

        return path;
    }

    /// <summary>Whether a file that was resolved is one of this repository.</summary>
    public bool IsBelow(string file) =>
        file.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string PathOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? Uri.UnescapeDataString(absolute.AbsolutePath)
            : Uri.UnescapeDataString(uri);

    private static bool IsRooted(string path) => path.StartsWith('/') || path is [_, ':', ..];

    private string Here(string path)
    {
        var name = path.Replace('\\', '/');
        if (_roots.FirstOrDefault(other => name.StartsWith(other, StringComparison.OrdinalIgnoreCase) &&
            Exists(name[other.Length..])) is { } seen)
        {
            return Path.GetFullPath(name[seen.Length..], root);
        }

        for (var slash = name.IndexOf('/'); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            if (Exists(name[(slash + 1)..]))
            {
                _roots.Add(name[..(slash + 1)]);
                return Path.GetFullPath(name[(slash + 1)..], root);
            }
        }

        return path;
    }

    // Most starts of a path are no name in the root, and need not be looked for on the disk.
    private bool Exists(string relative) =>
        _names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(FirstName(relative)) && File.Exists(Path.Combine(root, relative));

    private static ReadOnlySpan<char> FirstName(ReadOnlySpan<char> path) => path.IndexOf('/') is >= 0 and var slash ? path[..slash] : path;
}
