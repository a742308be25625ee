using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// GG1003: reports long-lived stores whose bound is documented with a number, and whose verdict is that they grow all the same.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnenforcedBoundAnalyzer() : StoreAnalyzer(RuleCatalog.BoundIsNotEnforced)
{
    private protected override void Analyze(
        SymbolAnalysisContext context,
        INamedTypeSymbol type,
        GrowthAnalysis judge,
        DocumentedBounds bounds)
    {
        foreach (var found in LongLivedStoreFinder.In(type, judge.Context, store => Maximum(store) is not null))
        {
            if (judge.Judge(found.Store) is { Judgement: GrowthOutcome.Growing } verdict && found.IsLongLived)
                context.Report(GrowthReport.Create(
                    RuleCatalog.BoundIsNotEnforced,
                    found.Name,
                    found.Store,
                    verdict,
                    judge.Context,
                    Maximum(found.Store)!));
        }

        string? Maximum(Store store) => bounds.Of(store.Symbol, context.CancellationToken)?.MaximumInWords;
    }
}
