using System.Globalization;
using System.Security;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.DocsGenerator;

/// <summary>The rules and their levels as MSBuild items, for the targets of the package.</summary>
public static class RuleList
{
    /// <summary>Path of the file in the repository.</summary>
    public const string Path = "build/modes/GrowthGuard.Rules.targets";

    /// <summary>The text of the file.</summary>
    public static string Text { get; } = string.Concat(
    [
        "<Project>\n  <!-- Generated from RuleCatalog by build/DocsGenerator. -->\n  <ItemGroup>\n",
        .. RuleCatalog.All.Select(rule => $"    <GrowthGuardRule Include=\"{rule.Id}\"{Levels(rule)}{Texts(rule)} />\n"),
        "  </ItemGroup>\n</Project>\n",
    ]);

    private static string Levels(Rule rule) =>
        string.Concat(ModeConfig.Modes.Select(mode => $" {mode}=\"{Words.Of(rule.LevelIn(mode))}\""));

    /// <summary>The compiler has the texts of its rules; those of the build's rules are needed in the targets.</summary>
    private static string Texts(Rule rule) => rule.IsReportedByBuild
        ? string.Create(
            CultureInfo.InvariantCulture,
            $" Message=\"{SecurityElement.Escape(rule.Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture))}\"")
        : "";
}
