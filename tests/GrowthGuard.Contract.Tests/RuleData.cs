using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Contract.Tests;

/// <summary>Ids of all rules, as theory data.</summary>
internal static class RuleData
{
    public static TheoryData<string> Ids() => [.. RuleCatalog.All.Select(rule => rule.Id)];

    public static Rule Rule(string id) => RuleCatalog.All.Single(rule => rule.Id == id);
}
