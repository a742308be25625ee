using GrowthGuard.Analyzers.Analysis.Stores;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>A store that may live as long as the process.</summary>
/// <param name="store">The store.</param>
/// <param name="name">What it is called in messages.</param>
/// <param name="isLongLived">Finds out, at some cost, whether it does.</param>
internal sealed class LongLivedStore(Store store, string name, Func<bool> isLongLived)
{
    public Store Store { get; } = store;

    public string Name { get; } = name;

    /// <summary>Whether it lives as long as the process; to be asked last.</summary>
    public bool IsLongLived => isLongLived();
}

/// <summary>The stores that a type declares and that may live as long as the process: its static ones, and its singleton's.</summary>
internal static class LongLivedStoreFinder
{
    /// <param name="isWanted">Says of a store, cheaply, whether it matters; whether a type has one instance is not asked for
    /// others.</param>
    public static IEnumerable<LongLivedStore> In(INamedTypeSymbol type, CompilationAnalysis context, Func<Store, bool>? isWanted = null) =>
        StoreFinder.StaticStores(type, context.Facts).Where(store => isWanted is null ||
            isWanted(store)).Select(store => new LongLivedStore(
            store,
            $"Static '{store.Symbol.Name}'",
            static () => true))
            .Concat(OfSingleton(type, context, isWanted));

    private static IEnumerable<LongLivedStore> OfSingleton(INamedTypeSymbol type, CompilationAnalysis context, Func<Store, bool>? isWanted)
    {
        var stores = StoreFinder.OwnInstanceStores(type, context.Facts).Where(store => isWanted is null || isWanted(store)).ToList();
        if (stores.Count == 0)
            return [];
        if (context.Lifetimes.ProcessLivedAs(type) is { } role)
            return stores.Select(store => new LongLivedStore(
                store,
                $"'{store.Symbol.Name}' of {role} '{type.Name}'",
                () => context.Lifetimes.HasOnlyLongLivedInstances(type)));
        return context.HandlerScopes.Handlers.ContainerClassOf(type) is { } made
            ? stores.Select(store => new LongLivedStore(store, $"'{store.Symbol.Name}' of handler class '{made.Name}'", static () => true))
            : [];
    }
}
