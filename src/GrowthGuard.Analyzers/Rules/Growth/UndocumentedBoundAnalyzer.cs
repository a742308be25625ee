using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// GG1002: reports long-lived stores that grow in the steady state, are not proven to grow without a bound, and have no documented
/// bound: those that code bounds, and those of which not enough can be seen.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndocumentedBoundAnalyzer() : StoreAnalyzer(RuleCatalog.BoundIsNotDocumented)
{
    private protected override void Analyze(
        SymbolAnalysisContext context,
        INamedTypeSymbol type,
        GrowthAnalysis judge,
        DocumentedBounds bounds)
    {
        foreach (var found in LongLivedStoreFinder.In(type, judge.Context))
        {
            // A bound that is documented wrongly is GG1004's.
            var verdict = judge.Judge(found.Store);
            if (Finding(found.Store, verdict, judge.Context) is { } finding &&
                !bounds.AllOf(found.Store.Symbol, context.CancellationToken).Any() && found.IsLongLived)
                context.Report(GrowthReport.At(RuleCatalog.BoundIsNotDocumented, found.Store, verdict, judge.Context, found.Name, finding));
        }
    }

    private static string? Finding(Store store, GrowthVerdict verdict, CompilationAnalysis evidence) => verdict switch
    {
        // What was seen growing is GG1011's.
        { Judgement: GrowthOutcome.Unknown } when evidence.Seen.Of(store.Symbol) is { HasGrown: true } => null,
        { Judgement: GrowthOutcome.Unknown, Growth.IsEmpty: true } => $"may grow; {verdict.Reason}",
        { Judgement: GrowthOutcome.Unknown } => $"may grow in {GrowthReport.Where(verdict)}, {verdict.Reason}",
        { Bound: BoundKind.SizeGuard or BoundKind.Eviction } => BoundedBy(verdict, SizeLimitReader.Of(verdict, evidence)),
        _ => null,
    };

    // What is added only while there is nothing is loaded, not accumulated.
    private static string? BoundedBy(GrowthVerdict verdict, ImmutableArray<SizeLimit> limits)
    {
        if (verdict.Bound == BoundKind.SizeGuard && limits.Length > 0 && limits.All(limit => limit.Value == 0))
            return null;
        var at = limits.Length == 1 && limits[0] is { Value: not 0, Text.Length: <= 40 } limit ? $" at {limit.Text}" : "";
        return $"is bounded by code ({verdict.Reason}{at})";
    }
}
