using System.IO.Enumeration;

namespace GrowthGuard.Tool.Baselines;

/// <summary>Which projects lie below a baseline.</summary>
internal static class BaselinePlaces
{
    /// <summary>The name of a new one.</summary>
    public const string Name = "GrowthGuard.baseline.txt";

    private static readonly string[] Outputs = ["bin", "obj", "node_modules", "artifacts"];

    /// <summary>The C# projects below a folder, without what builds leave there.</summary>
    public static IEnumerable<string> ProjectsBelow(string folder) => new FileSystemEnumerable<string>(
        folder,
        (ref entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory &&
            entry.FileName.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase),
        ShouldRecursePredicate = (ref entry) => !entry.FileName.StartsWith('.') && !Outputs.Contains(entry.FileName.ToString()),
    };
}
