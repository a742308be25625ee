using System.IO.Enumeration;

namespace GrowthGuard.Tool.Baselines;

/// <summary>Where the baselines of projects are, and which projects lie below one.</summary>
internal static class BaselinePlaces
{
    /// <summary>The name of a new one.</summary>
    public const string Name = "GrowthGuard.baseline.txt";

    private const string Pattern = "GrowthGuard.baseline*.txt";

    private static readonly string[] Outputs = ["bin", "obj", "node_modules", "artifacts"];

    private static readonly EnumerationOptions AnyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };

    /// <summary>The baselines in the folders of projects, and in those above them up to the root.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> projects, string root) => projects
        .SelectMany(project => Above(Path.GetDirectoryName(project)!, root))
        .Distinct()
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, Pattern, AnyCase))
        .Where(file => Path.GetFileName(file).StartsWith("GrowthGuard.baseline.", StringComparison.OrdinalIgnoreCase));

    /// <summary>The C# projects below a folder, without what builds leave there.</summary>
    public static IEnumerable<string> ProjectsBelow(string folder) => new FileSystemEnumerable<string>(
        folder,
        (ref entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && entry.FileName.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase),
        ShouldRecursePredicate = (ref entry) => !entry.FileName.StartsWith('.') && !Outputs.Contains(entry.FileName.ToString()),
    };

    /// <summary>A folder and those above it, up to the root; the folder alone when it is not below the root.</summary>
    private static IEnumerable<string> Above(string folder, string root)
    {
        yield return folder;
        if (Path.GetRelativePath(root, folder).StartsWith("..", StringComparison.Ordinal))
        {
            yield break;
        }

        for (var above = folder; above.Length > root.Length && Path.GetDirectoryName(above) is { } next; above = next)
        {
            yield return next;
        }
    }
}
