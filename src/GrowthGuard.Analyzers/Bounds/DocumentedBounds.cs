using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>Reads the documented bounds of stores, in whichever form they are given.</summary>
internal sealed class DocumentedBounds
{
    private static readonly PerCompilation<DocumentedBounds> All = new(
        BoundsFile.Files,
        static (compilation, files) => new DocumentedBounds(compilation, files));

    private readonly BoundAttributes _attributes;
    private readonly ImmutableDictionary<string, ImmutableArray<DocumentedBound>> _inFiles;

    private DocumentedBounds(Compilation compilation, ImmutableArray<PolicyFile> files)
    {
        _attributes = new BoundAttributes(compilation);
        _inFiles = files.SelectMany(BoundsFile.Read)
            .GroupBy(line => line.Id)
            .ToImmutableDictionary(lines => lines.Key, lines => lines.Select(line => line.Bound).ToImmutableArray());
    }

    /// <summary>The documented bounds of a compilation.</summary>
    public static DocumentedBounds For(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken) =>
        All.For(compilation, options, cancellationToken);

    /// <summary>
    /// The documented bound of a field, property or event, or <see langword="null"/>. One that gives neither a number nor a reason
    /// documents nothing.
    /// </summary>
    public DocumentedBound? Of(ISymbol symbol, CancellationToken cancellationToken) =>
        AllOf(symbol, cancellationToken).FirstOrDefault(bound => bound.Documents);

    /// <summary>Everything that is documented about it, also what is wrong.</summary>
    public IEnumerable<DocumentedBound> AllOf(ISymbol symbol, CancellationToken cancellationToken) =>
        InAttributes(symbol, cancellationToken).Concat(BoundComments.Read(symbol, cancellationToken)).Concat(InFiles(symbol));

    /// <summary>What attributes document about it.</summary>
    public IEnumerable<DocumentedBound> InAttributes(ISymbol symbol, CancellationToken cancellationToken)
    {
        var own = _attributes.Read(symbol);
        return symbol is IPropertySymbol property && HasFieldAttribute(property, cancellationToken) && BackingField(property) is { } field
            ? own.Concat(_attributes.Read(field))
            : own;
    }

    /// <summary>What bounds files document about it.</summary>
    public ImmutableArray<DocumentedBound> InFiles(ISymbol symbol) =>
        !_inFiles.IsEmpty && symbol.OriginalDefinition.GetDocumentationCommentId() is { } id && _inFiles.TryGetValue(id, out var found)
            ? found
            : ImmutableArray<DocumentedBound>.Empty;

    private static bool HasFieldAttribute(IPropertySymbol property, CancellationToken cancellationToken) =>
        property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken)
            is PropertyDeclarationSyntax declaration &&
            declaration.AttributeLists.Any(list => list.Target is { } target && target.Identifier.IsKind(SyntaxKind.FieldKeyword)));

    private static IFieldSymbol? BackingField(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
