using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>A field or property that keeps an object as long as the process lives.</summary>
internal sealed class LongLivedHolder(ISymbol symbol, INamedTypeSymbol held)
{
    /// <summary>The field or property.</summary>
    public ISymbol Symbol { get; } = symbol;

    /// <summary>The type of the object, with its type arguments.</summary>
    public INamedTypeSymbol Held { get; } = held;

    /// <summary>Whether the object is known to be of that very type, and not of one that derives from it.</summary>
    public bool IsExactly { get; set; }
}
