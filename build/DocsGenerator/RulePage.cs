using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.DocsGenerator;

/// <summary>The page of one rule.</summary>
public static class RulePage
{
    /// <summary>Name of the generated block on the page.</summary>
    public const string Block = "rule";

    private static readonly PolicyMode[] Modes = [PolicyMode.Advisory, PolicyMode.Default, PolicyMode.Strict];

    /// <summary>The sections that every page has, in order.</summary>
    public static IReadOnlyList<string> Sections { get; } =
        ["What it says", "Why it matters", "What counts as a bound", "How to fix", "When to suppress", "Options", "Related rules"];

    /// <summary>Path of the page in the repository.</summary>
    public static string PathOf(Rule rule) => $"docs/rules/{rule.Id}.md";

    /// <summary>The first line of the page.</summary>
    public static string Heading(Rule rule) => $"# {rule.Id}: {rule.Descriptor.Title}";

    /// <summary>The facts about the rule that the catalog knows.</summary>
    public static string Table(Rule rule) => string.Join('\n',
    [
        "| | |",
        "| --- | --- |",
        $"| id | {rule.Id} |",
        $"| category | {rule.Descriptor.Category} |",
        .. Modes.Select(mode => $"| level in mode `{mode.ToString().ToLowerInvariant()}` | {Words.Of(rule.LevelIn(mode))} |"),
        $"| code fix | {Words.Of(CodeFixCatalog.Exist(rule.Id))} |",
        $"| options | {OptionIndex.Of(rule)} |",
    ]);

    /// <summary>A new page: headings to fill in.</summary>
    public static string Stub(Rule rule) =>
        $"{Heading(rule)}\n\n{GeneratedBlock.Create(Block, Table(rule))}\n\n{string.Join("\n\n", Sections.Select(section => "## " + section))}\n";
}
