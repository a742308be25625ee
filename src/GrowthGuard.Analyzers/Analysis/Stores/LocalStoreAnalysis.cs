using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>Judges locals that live longer than a part of their method that runs again and again: a loop, a lambda that is kept.</summary>
internal sealed class LocalStoreAnalysis(CompilationAnalysis context)
{
    /// <summary>The stores that a part of a method uses and that it does not declare itself.</summary>
    public IEnumerable<Store> StoresIn(IOperation part, Func<ILocalSymbol, bool> isDeclaredInside) =>
        part.Descendants().OfType<ILocalReferenceOperation>().Select(static reference => reference.Local)
            .Where(local => !isDeclaredInside(local))
            .Distinct<ILocalSymbol>(SymbolEqualityComparer.Default)
            .Select(local => context.Facts.Growable(local.Type) is { } fact ? new Store(local, local.Type, fact) : null).OfType<Store>();

    /// <summary>
    /// The evidence that a store grows; <see langword="null"/> when it does not, or when more than additions and lookups is done to it.
    /// </summary>
    public GrowthVerdict? VerdictOn(Store store, Func<StoreUse, bool> isGrowth)
    {
        var uses = new StoreUseCollector(context, context.Calls, store).Collect();
        if (uses.Any(static use => use.Kind is not (StoreUseKind.Growth or StoreUseKind.Lookup)))
            return null;
        var updates = new ExistingKeyUpdateDetector(uses);
        var growth = uses.Where(use => use.Kind == StoreUseKind.Growth && !updates.IsUpdate(use) && isGrowth(use)).ToImmutableArray();
        return growth.IsEmpty ? null : new GrowthVerdict(GrowthOutcome.Growing, "nothing evicts from it", growth, uses);
    }
}
