using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>Offers the ways to fix a store that are possible for it.</summary>
public abstract class StoreFixProvider : GrowthCodeFixProvider
{
    private protected StoreFixProvider(params StoreFix[] fixes)
        : this(
            ImmutableArray.Create(
                RuleCatalog.StaticCollectionGrows.Id,
                RuleCatalog.SingletonCollectionGrows.Id,
                RuleCatalog.HandlerStateAccumulates.Id),
            fixes)
    {
    }

    private protected StoreFixProvider(ImmutableArray<string> rules, params StoreFix[] fixes)
        : base(rules, fixes)
    {
    }
}
