using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>Reads the documented bound of a store, in whichever form it is given.</summary>
internal static class DocumentedBounds
{
    /// <summary>The documented bound of a field, property or event, or <see langword="null"/>. One that gives neither a number nor a reason documents nothing.</summary>
    public static DocumentedBound? Of(ISymbol symbol, CancellationToken cancellationToken) =>
        BoundAttributes.Read(symbol) ?? (BackingField(symbol) is { } field ? BoundAttributes.Read(field) : null) ?? BoundComments.Read(symbol, cancellationToken);

    private static IFieldSymbol? BackingField(ISymbol symbol) =>
        symbol is IPropertySymbol property ? property.ContainingType.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)) : null;
}
