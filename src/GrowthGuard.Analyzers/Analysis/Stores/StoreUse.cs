using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>What an operation does to a store.</summary>
internal enum StoreUseKind
{
    /// <summary>Can make the store larger.</summary>
    Growth,

    /// <summary>Takes out one entry, chosen by key or value.</summary>
    KeyedEviction,

    /// <summary>Takes out entries whatever their keys, or all of them.</summary>
    Eviction,

    /// <summary>Replaces the store's content by a fresh one.</summary>
    Replacement,

    /// <summary>Reads how large the store is.</summary>
    CountRead,

    /// <summary>Asks whether a key or value is there.</summary>
    Lookup,

    /// <summary>Hands the store, as something that can be changed, to code that is not seen.</summary>
    Escape,
}

/// <summary>One use of a store.</summary>
/// <param name="kind">What it does.</param>
/// <param name="operation">The operation that does it.</param>
/// <param name="key">The key or element, when it is given.</param>
/// <param name="level">0: the store itself; 1: a collection that the store holds.</param>
internal sealed class StoreUse(StoreUseKind kind, IOperation operation, IOperation? key, int level)
{
    public StoreUseKind Kind { get; } = kind;

    public IOperation Operation { get; } = operation;

    public IOperation? Key { get; } = key;

    public int Level { get; } = level;

    /// <summary>Whether an equal key adds nothing, so that the number of keys bounds the growth.</summary>
    public bool IsKeyed { get; set; }
}
