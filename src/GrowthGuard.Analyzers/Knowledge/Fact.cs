using System.Collections.Immutable;

namespace GrowthGuard.Analyzers.Knowledge;

/// <summary>One line of a facts file: a kind, a name (mostly a type's metadata name) and, for growable types, members.</summary>
internal sealed class Fact(FactKind kind, string name, ImmutableHashSet<string> adds, ImmutableHashSet<string> removes)
{
    /// <summary>The name by which a facts file calls the setter of an indexer.</summary>
    public const string Indexer = "[]";

    /// <summary>A text or an array: nothing about it grows but the member that a longer one is assigned to.</summary>
    public static Fact Rebuilt { get; } = new(FactKind.Sequence, "", ImmutableHashSet<string>.Empty, ImmutableHashSet<string>.Empty);

    /// <summary>An object that links to another of its class: what it holds grows by the links before it, or behind its last.</summary>
    public static Fact Chained { get; } = new(FactKind.Sequence, "", ImmutableHashSet<string>.Empty, ImmutableHashSet<string>.Empty);

    public FactKind Kind { get; } = kind;

    public string Name { get; } = name;

    /// <summary>Members that can make the type larger.</summary>
    public ImmutableHashSet<string> Adds { get; } = adds;

    /// <summary>Members that make it smaller.</summary>
    public ImmutableHashSet<string> Removes { get; } = removes;

    public bool IsGrowable => Kind is FactKind.Keyed or FactKind.Sequence || IsPersistent;

    public bool IsPersistent => Kind is FactKind.Persistent or FactKind.PersistentKeyed;

    public bool IsKeyed => Kind is FactKind.Keyed or FactKind.PersistentKeyed;
}
