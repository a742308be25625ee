using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Options;

namespace GrowthGuard.DocsGenerator;

/// <summary>The global analyzer config of a mode. Its level is low, so that whatever a user configures wins.</summary>
public static class ModeConfig
{
    private static readonly ImmutableDictionary<RuleLevel, string> Severities = ImmutableDictionary.CreateRange(new Dictionary<RuleLevel, string>
    {
        [RuleLevel.Off] = "none",
        [RuleLevel.Info] = "suggestion",
        [RuleLevel.Warning] = "warning",
        [RuleLevel.Error] = "error",
    });

    /// <summary>The modes that have a config.</summary>
    public static ImmutableArray<PolicyMode> Modes { get; } = [PolicyMode.Off, PolicyMode.Advisory, PolicyMode.Default, PolicyMode.Strict];

    /// <summary>Where the config of a mode is, in the repository.</summary>
    public static string PathOf(PolicyMode mode) => $"build/modes/GrowthGuard.{mode.ToString().ToLowerInvariant()}.globalconfig";

    /// <summary>The text of the config.</summary>
    public static string Of(PolicyMode mode) => string.Concat(
    [
        "# Generated from RuleCatalog: dotnet run --project build/DocsGenerator\n",
        "is_global = true\nglobal_level = -100\n",
        .. RuleCatalog.All.Where(rule => !rule.IsReportedByBuild && rule.IsConfiguredIn(mode) && !rule.HasTwoLevelsIn(mode))
            .Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = {Severities[rule.LevelIn(mode)]}\n"),
        mode == PolicyMode.Strict ? $"{OptionKeys.Mode} = strict\n" : "",
    ]);
}
