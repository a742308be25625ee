using System.Reflection;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Contract.Tests;

public sealed class CatalogTests
{
    private static readonly Dictionary<char, string> CategoryOfGroup = new()
    {
        ['1'] = "GrowthGuard.StaticGrowth",
        ['2'] = "GrowthGuard.HandlerScope",
        ['3'] = "GrowthGuard.Queries",
        ['4'] = "GrowthGuard.Build",
        ['5'] = "GrowthGuard.Policy",
    };

    private static readonly Dictionary<RuleLevel, DiagnosticSeverity> SeverityOfLevel = new()
    {
        [RuleLevel.Off] = DiagnosticSeverity.Info,
        [RuleLevel.Info] = DiagnosticSeverity.Info,
        [RuleLevel.Warning] = DiagnosticSeverity.Warning,
        [RuleLevel.Error] = DiagnosticSeverity.Error,
    };

    public static TheoryData<string> Ids => RuleData.Ids();

    [Fact]
    public void Ids_are_unique_and_sorted()
    {
        var ids = RuleCatalog.All.Select(rule => rule.Id).ToArray();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Every_descriptor_of_the_catalog_is_in_its_list()
    {
        var declared = typeof(RuleCatalog).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>();

        Assert.Equal(declared.Select(descriptor => descriptor.Id).Order(), RuleCatalog.All.Select(rule => rule.Id));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Id_is_well_formed_and_its_group_names_the_category(string id)
    {
        Assert.Matches("^GG[1-5][0-9]{3}$", id);
        Assert.Equal(CategoryOfGroup[id[2]], RuleData.Rule(id).Descriptor.Category);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Texts_are_complete(string id)
    {
        var descriptor = RuleData.Rule(id).Descriptor;

        Assert.Matches(@"^[A-Z].*[^.\s]$", descriptor.Title.ToString());
        Assert.Matches(@"^\S.*[^.\s]$", descriptor.MessageFormat.ToString());
        Assert.Matches(@"^[A-Z].*\.$", descriptor.Description.ToString());
    }

    [Theory, MemberData(nameof(Ids))]
    public void Descriptor_agrees_with_the_level_of_the_default_mode(string id)
    {
        var rule = RuleData.Rule(id);

        Assert.Equal(SeverityOfLevel[rule.DefaultLevel], rule.Descriptor.DefaultSeverity);
        Assert.Equal(rule.DefaultLevel != RuleLevel.Off, rule.Descriptor.IsEnabledByDefault);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Strict_is_at_least_as_loud_as_default(string id)
    {
        var rule = RuleData.Rule(id);

        Assert.True(
            rule.StrictLevel >= rule.DefaultLevel,
            $"{id} is {rule.StrictLevel} in strict mode but {rule.DefaultLevel} in default mode.");
    }
}
