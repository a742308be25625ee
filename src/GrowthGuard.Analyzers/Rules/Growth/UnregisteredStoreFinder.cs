using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// The stores of classes that another project may register as singletons: what one project of a solution registers, another defines.
/// </summary>
internal sealed class UnregisteredStoreFinder(GrowthAnalysis judge, DocumentedBounds bounds)
{
    /// <summary>The stores that grow in an object which lives long, where the class looks like one of which there is one object.</summary>
    public IEnumerable<Diagnostic> LikelyIn(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        In(type, isLikely: true, cancellationToken);

    /// <summary>Those where nothing but a registration says that there is one object.</summary>
    public IEnumerable<Diagnostic> OtherIn(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        In(type, isLikely: false, cancellationToken);

    private IEnumerable<Diagnostic> In(INamedTypeSymbol type, bool isLikely, CancellationToken cancellationToken)
    {
        var isNamed = judge.Context.Lifetimes.IsNamedAsService(type);
        if (isNamed && !isLikely)
            yield break;
        var stores = StoreFinder.OwnInstanceStores(type, judge.Context.Facts)
            .Where(store => isNamed || !isLikely || store.Fact.IsKeyed).ToList();
        if (stores.Count == 0 || !judge.Context.Lifetimes.MayBeSingletonElsewhere(type))
            yield break;
        foreach (var store in stores)
        {
            var verdict = judge.Judge(store);
            if (SingletonCollectionGrowsAnalyzer.Reports(store, verdict, judge, bounds, cancellationToken) &&
                isLikely == (isNamed || (store.Fact.IsKeyed && IsShared(store, verdict))))
                yield return GrowthReport.Create(
                    RuleCatalog.SingletonCollectionGrows,
                    $"'{store.Symbol.Name}' of '{type.Name}'{SolutionRecord.Condition}",
                    store,
                    verdict.Of(LifetimeCertainty.IfRegistered),
                    judge.Context);
        }
    }

    // What several threads add to belongs to an object that they share.
    private static bool IsShared(Store store, GrowthVerdict verdict) =>
        store.Type.ContainingNamespace is { Name: "Concurrent", ContainingNamespace.Name: "Collections" } ||
        verdict.Growth.All(static use => use.Operation.SelfAndAncestors().Any(static ancestor => ancestor is ILockOperation));
}
