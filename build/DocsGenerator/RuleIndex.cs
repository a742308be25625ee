using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.DocsGenerator;

/// <summary>The table of all rules.</summary>
public static class RuleIndex
{
    /// <summary>One row per rule; links go to pages in <paramref name="pageFolder"/>.</summary>
    public static string Table(IEnumerable<Rule> rules, string pageFolder) => string.Join('\n',
    [
        "| rule | title | default | strict | code fix |",
        "| --- | --- | --- | --- | --- |",
        .. rules.Select(rule =>
            $"| [{rule.Id}]({pageFolder}{rule.Id}.md) | {rule.Descriptor.Title} | {Words.Of(rule.DefaultLevel)} | " +
            $"{Words.Of(rule.StrictLevel)} | {Words.Of(CodeFixCatalog.Exist(rule.Id))} |"),
    ]);
}
