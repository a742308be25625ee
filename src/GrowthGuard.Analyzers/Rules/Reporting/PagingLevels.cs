using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>
/// The levels of findings about pages, by the strength of their evidence: in strict mode too, where a config could give them but one
/// level. What the user configures for the rule still wins.
/// </summary>
internal sealed class PagingLevels
{
    private readonly DiagnosticSeverity _proven;
    private readonly DiagnosticSeverity _weak;

    /// <param name="rule">The rule that reports.</param>
    /// <param name="options">The options of the compilation, which tell the mode when it is strict.</param>
    public PagingLevels(DiagnosticDescriptor rule, AnalyzerOptions options)
    {
        var row = RuleCatalog.All.First(row => row.Descriptor == rule);
        var isByAnalyzer = row.HasTwoLevelsIn(PolicyMode.Strict) && IsStrict(options);
        _proven = isByAnalyzer ? SeverityOf(row.StrictLevel) : rule.DefaultSeverity;
        _weak = isByAnalyzer ? SeverityOf(row.WeakLevelIn(PolicyMode.Strict)) : DiagnosticSeverity.Info;
    }

    /// <summary>The severity of a finding where the user's configuration sets none.</summary>
    public DiagnosticSeverity SeverityOf(PagingFinding finding) => IsWeak(finding) ? _weak : _proven;

    /// <summary>Whether a fault rests on a weak sign: a count beside a list, an answer that is read by hand, an address.</summary>
    public static bool IsWeak(PagingFinding finding) =>
        finding.Fault == PagingFault.RepeatedForEver ||
        (finding.Fault == PagingFault.FirstPageOnly &&
            (finding.Operation is { Strength: PageStrength.Total } || finding.Detail == PagingFinding.OfAddress));

    private static bool IsStrict(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(OptionKeys.Mode, out var mode) &&
        string.Equals(mode, nameof(PolicyMode.Strict), StringComparison.OrdinalIgnoreCase);

    private static DiagnosticSeverity SeverityOf(RuleLevel level) => level switch
    {
        RuleLevel.Error => DiagnosticSeverity.Error,
        RuleLevel.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
