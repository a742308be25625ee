using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.DocsGenerator;

/// <summary>Every document with a generated block.</summary>
public static class GeneratedDocuments
{
    private const string RulesBlock = "rules";

    /// <summary>
    /// The page of each rule, the index of the pages, the table in the read-me, the kinds of facts, the analyzer config of each mode, and
    /// the list for MSBuild.
    /// </summary>
    public static ImmutableArray<GeneratedDocument> All { get; } =
    [
        Index("README.md", pageFolder: "docs/rules/"),
        Index("docs/rules/README.md", pageFolder: ""),
        .. RuleCatalog.All.Select(rule => new GeneratedDocument(
            RulePage.PathOf(rule),
            RulePage.Block,
            RulePage.Table(rule),
            RulePage.Stub(rule))),
        new GeneratedDocument(
            FactIndex.Path,
            FactIndex.Block,
            FactIndex.Table(),
            $"# Facts of your own\n\n{GeneratedBlock.Create(FactIndex.Block, FactIndex.Table())}\n"),
        new GeneratedDocument(
            OptionIndex.Path,
            OptionIndex.Block,
            OptionIndex.Table(),
            $"# In CI\n\n{GeneratedBlock.Create(OptionIndex.Block, OptionIndex.Table())}\n"),
        .. ModeConfig.Modes.Select(mode => new GeneratedDocument(ModeConfig.PathOf(mode), null, ModeConfig.Of(mode), "")),
        new GeneratedDocument(RuleList.Path, null, RuleList.Text, ""),
    ];

    private static GeneratedDocument Index(string path, string pageFolder)
    {
        var table = RuleIndex.Table(RuleCatalog.All, pageFolder);
        return new(path, RulesBlock, table, $"# Rules\n\n{GeneratedBlock.Create(RulesBlock, table)}\n");
    }
}
