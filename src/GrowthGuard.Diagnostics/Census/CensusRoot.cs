#if GROWTHGUARD_TESTING
namespace GrowthGuard.Testing;
#else
namespace GrowthGuard.Census;
#endif

/// <summary>A store whose entries are counted: a static collection, an event, a cache, or one that is found through it.</summary>
#if GROWTHGUARD_TESTING
public
#else
internal
#endif
sealed record CensusRoot
{
    /// <summary>What the name of a root ends with that has the counts of the stores in a store, taken together.</summary>
    internal const string EntriesSuffix = "[*]";

    /// <summary>Its name as a reader knows it: type and field, and the path from there, as <c>Shop.PriceCache.Prices</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What sort of store it is.</summary>
    public StoreKind Kind { get; init; }

    /// <summary>The type of the store, as it is written in C#.</summary>
    public string? StoreType { get; init; }

    /// <summary>The documentation id of the field or property, as in a bounds file: <c>F:Shop.PriceCache.Prices</c>.</summary>
    public string? SymbolId { get; init; }

    /// <summary>The largest number of entries that is documented for it; null when no number is.</summary>
    public long? Bound { get; init; }

    /// <summary>What is documented besides the number, or the reason of <c>[Unbounded]</c>.</summary>
    public string? BoundReason { get; init; }

    /// <summary>Whether it may grow without end because somebody documented that this is fine.</summary>
    public bool IsUnbounded { get; init; }

    /// <summary>The rule that finds this kind of growth in the code, as <c>GG1001</c>.</summary>
    public string? RuleId { get; init; }

    /// <summary>The file that declares it; null when no debugging symbols are there.</summary>
    public string? File { get; init; }

    /// <summary>The line that declares it, from 1; null when not known.</summary>
    public int? Line { get; init; }

    /// <summary>The bytes that one more entry takes, as estimated from the newest ones; 0 when not known.</summary>
    public long EntryBytes { get; init; }

    /// <summary>What the newest entry is, as <c>string: Order</c> or <c>handler Shop.Basket.OnChanged</c>; null when not known.</summary>
    public string? Entry { get; init; }

    /// <summary>The name of another root that is the same object; null when this is the first of them.</summary>
    public string? SameAs { get; init; }

    /// <summary>Whether a static field leads to it, and not an object that was given.</summary>
    internal bool IsStatic { get; init; }

    /// <summary>Whether it has the counts of the stores that are entries of a store, taken together.</summary>
    internal bool IsOfEntries => Name.EndsWith(EntriesSuffix, StringComparison.Ordinal);

    /// <summary>Whether the stores that are counted together are those of an array: the parts of one store.</summary>
    internal bool IsOfShards => IsOfEntries && StoreType?.EndsWith(']') == true;
}
