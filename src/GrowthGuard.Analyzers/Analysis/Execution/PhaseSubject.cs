using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>What of a symbol has a phase.</summary>
internal enum PhaseSubjectKind
{
    /// <summary>The code of a member.</summary>
    Code,

    /// <summary>The delegate that a field or property holds.</summary>
    HeldDelegate,

    /// <summary>
    /// The calls of a member by its own name. All that override or implement the member share them, so they are examined once.
    /// </summary>
    Callers,
}

/// <summary>A symbol whose phase is determined, and which aspect of it.</summary>
internal readonly struct PhaseSubject(ISymbol symbol, PhaseSubjectKind kind) : IEquatable<PhaseSubject>
{
    public ISymbol Symbol { get; } = symbol;

    public PhaseSubjectKind Kind { get; } = kind;

    public bool Equals(PhaseSubject other) => Kind == other.Kind && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override bool Equals(object? obj) => obj is PhaseSubject other && Equals(other);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol) + (int)Kind;
}
