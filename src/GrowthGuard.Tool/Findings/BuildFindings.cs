using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Building;

namespace GrowthGuard.Tool.Findings;

/// <summary>What the rules that MSBuild targets report found, at the project's file.</summary>
internal static class BuildFindings
{
    public static IEnumerable<Finding> Of(Compilation compilation, PolicyMode mode) =>
        from found in compilation.BuildFindings
        let rule = RuleCatalog.All.Single(rule => rule.Id == found.Rule)
        where rule.LevelIn(mode) != RuleLevel.Off
        select new Finding
        {
            Rule = rule,
            Level = rule.LevelIn(mode),
            Message = found.Message,
            Place = new SourcePlace(compilation.ProjectFile, 1, 1, 1, 1),
            Projects = [compilation.ProjectFile],
        };
}
