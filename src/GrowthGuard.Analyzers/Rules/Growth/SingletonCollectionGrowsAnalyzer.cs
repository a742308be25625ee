using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// GG1008: reports the stores of process-lived objects whose verdict is that they grow. The stores of a singleton or a hosted
/// service are reported where they are declared; those of an object of some other class, at the field that keeps it for good.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SingletonCollectionGrowsAnalyzer() : StoreAnalyzer(RuleCatalog.SingletonCollectionGrows)
{
    private protected override void Analyze(
        SymbolAnalysisContext context,
        INamedTypeSymbol type,
        GrowthAnalysis judge,
        DocumentedBounds bounds)
    {
        if (type.TypeKind is TypeKind.Class or TypeKind.Struct)
        {
            OwnStores(context, type, judge, bounds);
            HeldStores(context, type, judge, bounds);
            foreach (var found in new UnregisteredStoreFinder(judge, bounds).LikelyIn(type, context.CancellationToken))
                context.Report(found);
            StoresOfLoops(context, type, judge);
        }
    }

    private static void StoresOfLoops(SymbolAnalysisContext context, INamedTypeSymbol type, GrowthAnalysis judge)
    {
        foreach (var (store, verdict) in new LoopStoreFinder(judge.Context).In(type))
            context.Report(GrowthReport.At(
                RuleCatalog.SingletonCollectionGrows, store.Symbol.Locations[0], verdict, SiteReport.Properties(verdict.Growth[0].Operation),
                $"Local '{store.Symbol.Name}' of hosted service '{type.Name}'", GrowthReport.Where(verdict), GrowthReport.Reason(verdict)));
    }

    private static void OwnStores(SymbolAnalysisContext context, INamedTypeSymbol type, GrowthAnalysis judge, DocumentedBounds bounds)
    {
        var stores = StoreFinder.InstanceStores(type, judge.Context.Facts).ToList();
        if (stores.Count == 0 || judge.Context.Lifetimes.ProcessLivedAs(type) is not { } role)
            return;
        foreach (var store in stores)
        {
            if (!Grows(store, null, judge, bounds, context.CancellationToken, out var verdict) ||
                !judge.Context.Lifetimes.HasOnlyLongLivedInstances(type))
                continue;
            var name = $"'{store.Symbol.Name}' of {role} '{type.Name}'";
            var isInherited = !SymbolEqualityComparer.Default.Equals(store.Symbol.ContainingType, type);
            context.Report(isInherited
                ? GrowthReport.Create(RuleCatalog.SingletonCollectionGrows, name, type, verdict, judge.Context)
                : GrowthReport.Create(RuleCatalog.SingletonCollectionGrows, name, store, verdict, judge.Context));
        }
    }

    private static void HeldStores(SymbolAnalysisContext context, INamedTypeSymbol type, GrowthAnalysis judge, DocumentedBounds bounds)
    {
        foreach (var holder in judge.Context.Lifetimes.HoldersIn(type))
        {
            if (bounds.Of(holder.Symbol, context.CancellationToken) is not null)
                continue;
            foreach (var store in StoreFinder.InstanceStores(holder.Held, judge.Context.Facts))
            {
                if (Grows(store, holder, judge, bounds, context.CancellationToken, out var verdict))
                    context.Report(GrowthReport.Create(
                        RuleCatalog.SingletonCollectionGrows,
                        $"'{store.Symbol.Name}' of the '{holder.Held.Name}' held by '{holder.Symbol.Name}'",
                        holder.Symbol,
                        verdict,
                        judge.Context));
            }
        }
    }

    private static bool Grows(
        Store store,
        LongLivedHolder? holder,
        GrowthAnalysis judge,
        DocumentedBounds bounds,
        CancellationToken cancellationToken,
        out GrowthVerdict verdict)
    {
        verdict = judge.Judge(store, holder);
        return Reports(store, verdict, judge, bounds, cancellationToken);
    }

    /// <summary>Whether the verdict is one that the rule reports: it grows, with no documented bound, and no other rule is about
    /// it.</summary>
    internal static bool Reports(
        Store store,
        GrowthVerdict verdict,
        GrowthAnalysis judge,
        DocumentedBounds bounds,
        CancellationToken cancellationToken) =>
        verdict.Judgement == GrowthOutcome.Growing && !judge.Context.HandlerScopes.Types.HoldContexts(store.Type) &&
        bounds.Of(store.Symbol, cancellationToken) is null;
}
