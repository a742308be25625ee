using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>A field or auto-property that can accumulate, and lives long.</summary>
internal sealed class Store(ISymbol symbol, ITypeSymbol type, Fact fact)
{
    /// <summary>The field or property.</summary>
    public ISymbol Symbol { get; } = symbol;

    /// <summary>The collection's type; what the <c>Lazy&lt;T&gt;</c> makes when the store is lazy.</summary>
    public ITypeSymbol Type { get; } = type;

    /// <summary>What is known about the collection's type.</summary>
    public Fact Fact { get; } = fact;
}
