using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>GG1001: reports static stores whose verdict is that they grow, unless their bound is documented.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaticCollectionGrowsAnalyzer() : StoreAnalyzer(RuleCatalog.StaticCollectionGrows)
{
    private protected override void Analyze(
        SymbolAnalysisContext context,
        INamedTypeSymbol type,
        GrowthAnalysis judge,
        DocumentedBounds bounds)
    {
        foreach (var store in StoreFinder.StaticStores(type, judge.Context.Facts))
        {
            var verdict = judge.Judge(store);
            if (verdict.Judgement == GrowthOutcome.Growing && !judge.Context.HandlerScopes.Types.HoldContexts(store.Type) &&
                bounds.Of(store.Symbol, context.CancellationToken) is null)
                context.Report(GrowthReport.Create(RuleCatalog.StaticCollectionGrows, store.Symbol.Name, store, verdict, judge.Context));
        }

        foreach (var (member, store, verdict) in new MemoizedFunctionFinder(judge.Context).In(type))
        {
            if (bounds.Of(member, context.CancellationToken) is null)
                context.Report(GrowthReport.Create(
                    RuleCatalog.StaticCollectionGrows,
                    $"{member.Name}' holds a function whose table '{store.Symbol.Name}",
                    member,
                    verdict,
                    judge.Context));
        }
    }
}
