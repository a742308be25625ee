using System.Collections.Immutable;
using GrowthGuard.Analyzers.Baselines;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Policy;

/// <summary>
/// Suppresses the findings that a baseline accepts, of all rules, after they are made. A member that has more of them than its line
/// accepts keeps them all: which of them is new cannot be known.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaselineSuppressor : DiagnosticSuppressor
{
    private static readonly ImmutableDictionary<string, SuppressionDescriptor> ByRule = RuleCatalog.All
        .Where(rule => rule.CanBeAccepted)
        .ToImmutableDictionary(
            rule => rule.Id,
            rule => new SuppressionDescriptor("GGB" + rule.Id.Substring(2), rule.Id, "Accepted in GrowthGuard.baseline.txt"));

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ByRule.Values
        .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).ToImmutableArray();

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        var baseline = Baseline.Of(context.Options, context.CancellationToken);
        foreach (var made in context.ReportedDiagnostics.GroupBy(Baseline.KeyOf))
        {
            if (made.Key is not { } key || made.Count() > baseline.CountOf(key))
                continue;
            foreach (var diagnostic in made)
                context.ReportSuppression(Suppression.Create(ByRule[diagnostic.Id], diagnostic));
        }
    }
}
