using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Tests;

/// <summary>Findings made by hand, for what happens after the build.</summary>
internal static class Sample
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "repo"));

    public static Finding Finding(
        string file = "src/Cache.cs",
        int line = 12,
        string message = "It grows",
        RuleLevel level = RuleLevel.Warning,
        string? symbol = null,
        Suppression? suppression = null,
        ImmutableArray<SourcePlace> related = default,
        string project = "src/App.csproj",
        params string[] calls) => new()
        {
            Rule = RuleCatalog.All[0],
            Level = level,
            Message = message,
            Place = Place(file, line),
            Symbol = symbol,
            Suppression = suppression,
            CallChain = [.. calls],
            Related = related.IsDefault ? [] : related,
            Projects = [Path.Combine(Root, project)],
        };

    public static SourcePlace Place(string file, int line) => new(Path.GetFullPath(file, Root), line, 5, line, 11);

    public static CheckReport Report(params Finding[] findings) =>
        new(findings, ["a", "b", "c", "d"], TimeSpan.FromSeconds(14.23), PolicyMode.Default);
}
