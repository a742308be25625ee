using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

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
            StoresOfUnregistered(context, type, judge, bounds);
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

    // What one project of a solution registers, another defines.
    private static void StoresOfUnregistered(
        SymbolAnalysisContext context,
        INamedTypeSymbol type,
        GrowthAnalysis judge,
        DocumentedBounds bounds)
    {
        var isNamed = judge.Context.Lifetimes.IsNamedAsService(type);
        var stores = StoreFinder.OwnInstanceStores(type, judge.Context.Facts).Where(store => isNamed || store.Fact.IsKeyed).ToList();
        if (stores.Count == 0 || !judge.Context.Lifetimes.MayBeSingletonElsewhere(type))
            return;
        foreach (var store in stores)
        {
            if (Grows(store, null, judge, bounds, context.CancellationToken, out var verdict) && (isNamed || IsShared(store, verdict)))
                context.Report(GrowthReport.Create(
                    RuleCatalog.SingletonCollectionGrows, $"'{store.Symbol.Name}' of '{type.Name}', if that is registered as a singleton,", store, verdict.Of(LifetimeCertainty.IfRegistered), judge.Context));
        }
    }

    // What several threads add to belongs to an object that they share.
    private static bool IsShared(Store store, GrowthVerdict verdict) =>
        store.Type.ContainingNamespace is { Name: "Concurrent", ContainingNamespace.Name: "Collections" } ||
        verdict.Growth.All(static use => use.Operation.SelfAndAncestors().Any(static ancestor => ancestor is ILockOperation));

    private static bool Grows(
        Store store,
        LongLivedHolder? holder,
        GrowthAnalysis judge,
        DocumentedBounds bounds,
        CancellationToken cancellationToken,
        out GrowthVerdict verdict)
    {
        verdict = judge.Judge(store, holder);
        return verdict.Judgement == GrowthOutcome.Growing && !judge.Context.HandlerScopes.Types.HoldContexts(store.Type) &&
            bounds.Of(store.Symbol, cancellationToken) is null;
    }
}
