using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Output;

/// <summary>The words for levels in every output.</summary>
internal static class LevelNames
{
    private static readonly Dictionary<RuleLevel, string> Names = new()
    {
        [RuleLevel.Info] = "info",
        [RuleLevel.Warning] = "warning",
        [RuleLevel.Error] = "error",
    };

    public static string Of(RuleLevel level) => Names[level];
}
