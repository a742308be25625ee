using System.Text;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Building;

/// <summary>The global analyzer configs of a check build. Their level is low: whatever the user configured wins.</summary>
internal static class ModeConfig
{
    private const string Header = "is_global = true\nglobal_level = -100\n";

    /// <summary>Silences analyzers in projects that run none by themselves.</summary>
    public const string Mute = Header + "dotnet_analyzer_diagnostic.severity = none\n";

    private static readonly Dictionary<RuleLevel, string> Severities = new()
    {
        [RuleLevel.Off] = "none",
        [RuleLevel.Info] = "suggestion",
        [RuleLevel.Warning] = "warning",
        // Not error: the first one would end the build, and what depends on the project would go unchecked.
        [RuleLevel.Error] = "warning",
    };

    /// <summary>What the compiler is told about each rule.</summary>
    public static string Of(PolicyMode mode)
    {
        var text = new StringBuilder(Header);
        foreach (var rule in RuleCatalog.All.Where(rule => !rule.IsReportedByBuild))
        {
            text.Append($"dotnet_diagnostic.{rule.Id}.severity = {Severities[rule.LevelIn(mode)]}\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// What a finding is worth. A SARIF level that the config did not ask for was set by the user and stands; the compiler's warning
    /// is the mode's level, if one is given; a finding that is information by itself has one of its own there.
    /// </summary>
    public static RuleLevel LevelOf(string sarifLevel, Rule rule, PolicyMode? mode, bool isInformation = false) => sarifLevel switch
    {
        "error" => RuleLevel.Error,
        "note" => RuleLevel.Info,
        "none" => RuleLevel.Off,
        _ when mode is { } given && isInformation => rule.WeakLevelIn(given),
        _ when mode is { } given && rule.LevelIn(given) == RuleLevel.Error => RuleLevel.Error,
        _ => RuleLevel.Warning,
    };
}
