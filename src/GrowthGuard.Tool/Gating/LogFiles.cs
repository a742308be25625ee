using System.Text.RegularExpressions;

namespace GrowthGuard.Tool.Gating;

/// <summary>
/// The logs that a command line names: files, folders, and patterns with <c>*</c>, <c>?</c> and <c>**</c>, which not every shell expands.
/// </summary>
internal static class LogFiles
{
    private static readonly string[] Extensions = [".sarif", ".sarif.json"];

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    /// <summary>Full paths, each once, in an order that does not depend on the disk's.</summary>
    /// <exception cref="ToolException">One of the names stands for no log.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> names, string currentDirectory) =>
        [.. names.SelectMany(name => Find(name, currentDirectory)).Distinct().Order(StringComparer.Ordinal)];

    private static string[] Find(string name, string currentDirectory)
    {
        var full = Path.GetFullPath(name, currentDirectory);
        if (File.Exists(full))
        {
            return [full];
        }

        if (Directory.Exists(full))
        {
            string[] inside = [.. Directory.EnumerateFiles(full, "*", Below).Where(IsLog)];
            return inside.Length > 0
                ? inside
                : throw ToolException.Usage($"There is no log (.sarif) in '{name}'. Do the builds write their logs there?");
        }

        if (name.AsSpan().IndexOfAny('*', '?') < 0)
        {
            throw ToolException.Usage($"The log '{name}' does not exist.");
        }

        string[] matching = [.. Matching(full)];
        return matching.Length > 0
            ? matching
            : throw ToolException.Usage($"No log matches '{name}'. Do the builds write their logs there?");
    }

    private static bool IsLog(string file) => Extensions.Any(extension => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Matching(string pattern)
    {
        var folder = pattern[..pattern.AsSpan().IndexOfAny('*', '?')];
        folder = folder[..(folder.LastIndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) + 1)];
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var form = new Regex(
            $"^{Regex.Escape(Normal(pattern)).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal)}$",
            RegexOptions.NonBacktracking);
        return Directory.EnumerateFiles(folder, "*", Below).Where(file => form.IsMatch(Normal(file)));
    }

    private static string Normal(string path) => path.Replace('\\', '/');
}
