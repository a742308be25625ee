using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Building;

namespace GrowthGuard.Tool.Tests;

public sealed class ModeConfigTests
{
    private static readonly Rule WarnsThenFails = RuleCatalog.All.Single(rule => rule.Id == "GG1001");

    [Theory]
    [InlineData(PolicyMode.Advisory, "suggestion")]
    [InlineData(PolicyMode.Default, "warning")]
    [InlineData(PolicyMode.Strict, "warning")]
    public void Compiler_is_never_told_to_fail(PolicyMode mode, string severity)
    {
        var config = ModeConfig.Of(mode);

        Assert.Contains($"dotnet_diagnostic.GG1001.severity = {severity}\n", config, StringComparison.Ordinal);
        Assert.StartsWith("is_global = true\nglobal_level = -100\n", config, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_of_the_compiler_is_set()
    {
        var config = ModeConfig.Of(PolicyMode.Default);

        Assert.All(RuleCatalog.All, rule => Assert.Equal(!rule.IsReportedByBuild, config.Contains(rule.Id, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("warning", PolicyMode.Strict, RuleLevel.Error)]
    [InlineData("warning", PolicyMode.Default, RuleLevel.Warning)]
    [InlineData("note", PolicyMode.Advisory, RuleLevel.Info)]
    [InlineData("warning", PolicyMode.Advisory, RuleLevel.Warning)]
    [InlineData("error", PolicyMode.Default, RuleLevel.Error)]
    [InlineData("note", PolicyMode.Strict, RuleLevel.Info)]
    public void Level_that_the_user_set_stands(string sarif, PolicyMode mode, RuleLevel expected) =>
        Assert.Equal(expected, ModeConfig.LevelOf(sarif, WarnsThenFails, mode));

    [Theory]
    [InlineData("warning", PolicyMode.Default, RuleLevel.Info)]
    [InlineData("warning", PolicyMode.Strict, RuleLevel.Error)]
    [InlineData("error", PolicyMode.Default, RuleLevel.Error)]
    [InlineData("warning", null, RuleLevel.Warning)]
    public void Finding_that_is_information_by_itself_is_that_where_its_rule_warns(string sarif, PolicyMode? mode, RuleLevel expected) =>
        Assert.Equal(expected, ModeConfig.LevelOf(sarif, WarnsThenFails, mode, isInformation: true));

    [Theory]
    [InlineData(PolicyMode.Default, RuleLevel.Info)]
    [InlineData(PolicyMode.Strict, RuleLevel.Warning)]
    [InlineData(PolicyMode.Advisory, RuleLevel.Info)]
    public void Weak_finding_of_a_rule_that_has_levels_for_them(PolicyMode mode, RuleLevel expected)
    {
        var rule = RuleCatalog.All.Single(candidate => candidate.Id == "GG3001");

        Assert.Equal(expected, ModeConfig.LevelOf("warning", rule, mode, isInformation: true));
        Assert.Equal(rule.LevelIn(mode) == RuleLevel.Error ? RuleLevel.Error : RuleLevel.Warning, ModeConfig.LevelOf("warning", rule, mode));
    }
}
