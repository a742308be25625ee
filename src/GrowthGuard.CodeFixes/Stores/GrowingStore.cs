using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>A store that a diagnostic is about, and what the analyzer told of it, as nodes of the documents as they are now.</summary>
internal sealed class GrowingStore
{
    private readonly ImmutableDictionary<string, string?> _properties;

    private GrowingStore(
        Document document,
        SyntaxNode declaration,
        SemanticModel model,
        ISymbol symbol,
        ImmutableArray<GrowthSite> sites,
        ImmutableDictionary<string, string?> properties)
    {
        Document = document;
        Declaration = declaration;
        Model = model;
        Symbol = symbol;
        Sites = sites;
        _properties = properties;
    }

    /// <summary>The document that declares the store.</summary>
    public Document Document { get; }

    /// <summary>The declarator of a field, or the declaration of a property.</summary>
    public SyntaxNode Declaration { get; }

    /// <summary>The field declaration or property declaration as a whole.</summary>
    public MemberDeclarationSyntax Member => Declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;

    /// <summary>The semantic model of the declaration's document.</summary>
    public SemanticModel Model { get; }

    /// <summary>The field or property.</summary>
    public ISymbol Symbol { get; }

    /// <summary>The declared type.</summary>
    public ITypeSymbol Type => Symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)Symbol).Type;

    /// <summary>The growth sites; empty when one of them is not in a document that can be changed.</summary>
    public ImmutableArray<GrowthSite> Sites { get; }

    /// <summary>Whether the declaration declares this store and nothing else.</summary>
    public bool IsDeclaredAlone => Member is PropertyDeclarationSyntax or FieldDeclarationSyntax { Declaration.Variables.Count: 1 };

    public string? CountMember => _properties.GetValueOrDefault(DiagnosticPropertyNames.CountMember);

    public string? ClearMember => _properties.GetValueOrDefault(DiagnosticPropertyNames.ClearMember);

    public string? Limit => _properties.GetValueOrDefault(DiagnosticPropertyNames.Limit);

    public string? OnlyUser => _properties.GetValueOrDefault(DiagnosticPropertyNames.OnlyUser);

    /// <summary>
    /// The store of a finding. It is reported at the declaration, with the growth sites as additional locations, or at an assignment, with
    /// the declaration as the first of them.
    /// </summary>
    public static async Task<GrowingStore?> OfAsync(Finding finding, CancellationToken cancellationToken)
    {
        var places = finding.Others.Insert(0, finding.Place);
        if (places.Take(2).FirstOrDefault(place => place is not null && IsDeclaration(place.Node)) is not { } declaration ||
            await declaration.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model ||
            model.GetDeclaredSymbol(declaration.Node, cancellationToken) is not ((IFieldSymbol or IPropertySymbol) and var symbol))
            return null;
        var sites = places.Remove(declaration)
            .Select(place => place?.Node is ExpressionSyntax expression ? new GrowthSite(place.Document, expression) : null).ToList();
        return new GrowingStore(
            declaration.Document, declaration.Node, model, symbol, sites.Contains(null)
                ? ImmutableArray<GrowthSite>.Empty
                : sites.ToImmutableArray()!, finding.Diagnostic.Properties);
    }

    private static bool IsDeclaration(SyntaxNode node) =>
        node is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or PropertyDeclarationSyntax;
}
