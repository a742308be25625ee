using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Catalog;

/// <summary>One rule of the catalog: its descriptor and how loud it is in each mode.</summary>
public sealed class Rule
{
    private readonly RuleLevel? _strictWhenWeak;

    internal Rule(
        DiagnosticDescriptor descriptor,
        RuleLevel @default,
        RuleLevel strict,
        bool isReportedByBuild = false,
        RuleLevel? strictWhenWeak = null)
    {
        _strictWhenWeak = strictWhenWeak;
        IsReportedByBuild = isReportedByBuild;
        Descriptor = descriptor;
        DefaultLevel = @default;
        StrictLevel = strict;
    }

    /// <summary>The descriptor that analyzers report with.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>The identifier, for example <c>GG1001</c>.</summary>
    public string Id => Descriptor.Id;

    /// <summary>Whether MSBuild targets report the rule, and no analyzer does.</summary>
    public bool IsReportedByBuild { get; }

    /// <summary>How loud the rule is in the default mode.</summary>
    public RuleLevel DefaultLevel { get; }

    /// <summary>How loud the rule is in the strict mode.</summary>
    public RuleLevel StrictLevel { get; }

    /// <summary>Whether a baseline can accept its findings: those of the rules about code, which name a symbol.</summary>
    public bool CanBeAccepted => Id[2] is '1' or '2' or '3';

    /// <summary>
    /// Whether a configuration for <paramref name="mode"/> has to name the rule. Where it is as loud as it is by itself, leaving it out
    /// keeps bulk settings of the user's, and findings that are less severe than their rule, as they are.
    /// </summary>
    public bool IsConfiguredIn(PolicyMode mode) => LevelIn(mode) != OwnLevel;

    /// <summary>
    /// Whether findings of the rule differ in level in <paramref name="mode"/>. A configuration knows one for all: that of the package
    /// leaves the rule out, and the analyzer gives each finding its own.
    /// </summary>
    public bool HasTwoLevelsIn(PolicyMode mode) => mode == PolicyMode.Strict && _strictWhenWeak is not null;

    private RuleLevel OwnLevel => !Descriptor.IsEnabledByDefault ? RuleLevel.Off : Descriptor.DefaultSeverity switch
    {
        DiagnosticSeverity.Error => RuleLevel.Error,
        DiagnosticSeverity.Warning => RuleLevel.Warning,
        _ => RuleLevel.Info,
    };

    /// <summary>How loud the rule is in <paramref name="mode"/>.</summary>
    public RuleLevel LevelIn(PolicyMode mode) => mode switch
    {
        PolicyMode.Strict => StrictLevel,
        PolicyMode.Default => DefaultLevel,
        PolicyMode.Advisory => DefaultLevel == RuleLevel.Off ? RuleLevel.Off : RuleLevel.Info,
        _ => RuleLevel.Off,
    };

    /// <summary>
    /// The level in <paramref name="mode"/> of a finding of the rule that is information by itself, since its evidence is weak.
    /// </summary>
    public RuleLevel WeakLevelIn(PolicyMode mode) =>
        mode == PolicyMode.Strict ? _strictWhenWeak ?? StrictLevel : LevelIn(mode) == RuleLevel.Off ? RuleLevel.Off : RuleLevel.Info;
}
