using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Output;

/// <summary>Writes a report in one form. Paths are shown relative to the folder that <paramref name="paths"/> stands for.</summary>
internal delegate void FindingFormat(CheckReport report, ShownPaths paths, ToolConsole console, bool withSummary);

/// <summary>The forms of <c>--format</c>, by name.</summary>
internal static class FindingFormats
{
    /// <summary>
    /// Forms that people read here show paths from the current folder; forms that a repository's host reads, from its root.
    /// </summary>
    private static readonly Dictionary<string, (FindingFormat Write, bool FromRepository)> ByName = new()
    {
        ["text"] = (Text, FromRepository: false),
        ["json"] = (JsonFormat.Write, FromRepository: false),
        ["github"] = (GitHubFormat.Write, FromRepository: true),
        ["markdown"] = (MarkdownFormat.Write, FromRepository: true),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static void Write(
        string name,
        CheckReport report,
        string currentDirectory,
        string repository,
        ToolConsole console,
        bool withSummary)
    {
        var (write, fromRepository) = ByName[name];
        write(report, new ShownPaths(fromRepository ? repository : currentDirectory), console, withSummary);
    }

    private static void Text(CheckReport report, ShownPaths paths, ToolConsole console, bool withSummary)
    {
        FindingFormat write = console.OutIsTerminal ? TableFormat.Write : PlainFormat.Write;
        write(report, paths, console, withSummary);
    }
}
