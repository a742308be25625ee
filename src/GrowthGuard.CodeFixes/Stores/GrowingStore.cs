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

    private GrowingStore(Document document, SyntaxNode declaration, SemanticModel model, ISymbol symbol, ImmutableArray<GrowthSite> sites, ImmutableDictionary<string, string?> properties)
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

    /// <summary>The declaration that a diagnostic of a store rule points at, or <see langword="null"/>.</summary>
    public static SyntaxNode? FindDeclaration(SyntaxNode root, Location location) =>
        location.SourceSpan.End <= root.FullSpan.End && root.FindToken(location.SourceSpan.Start).Parent is VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or PropertyDeclarationSyntax
            ? root.FindToken(location.SourceSpan.Start).Parent
            : null;

    /// <summary>The expression that an additional location points at, or <see langword="null"/>.</summary>
    public static ExpressionSyntax? FindSite(SyntaxNode root, Location location) =>
        location.SourceSpan.End <= root.FullSpan.End ? root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax : null;

    /// <summary>
    /// The store of a diagnostic that was reported on the document as it is. It stands at the declaration, with the growth sites as additional
    /// locations, or at an assignment, with the declaration as the first of them.
    /// </summary>
    public static async Task<GrowingStore?> OfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var locations = diagnostic.AdditionalLocations.Prepend(diagnostic.Location).ToList();
        if (await DeclarationAsync(document, locations, cancellationToken).ConfigureAwait(false) is not var (declaring, declaration, place))
            return null;
        locations.RemoveAt(place);
        var sites = ImmutableArray.CreateBuilder<GrowthSite>();
        foreach (var location in locations)
        {
            if (document.Project.Solution.GetDocument(location.SourceTree) is { } at &&
                await at.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root &&
                FindSite(root, location) is { } site)
                sites.Add(new GrowthSite(at, site));
        }

        return await CreateAsync(declaring, declaration, sites.Count == locations.Count ? sites.ToImmutable() : ImmutableArray<GrowthSite>.Empty, diagnostic.Properties, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(Document Document, SyntaxNode Node, int Place)?> DeclarationAsync(Document document, List<Location> locations, CancellationToken cancellationToken)
    {
        for (var place = 0; place < Math.Min(2, locations.Count); place++)
        {
            if ((place == 0 ? document : document.Project.Solution.GetDocument(locations[place].SourceTree)) is { } declaring &&
                await declaring.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root && FindDeclaration(root, locations[place]) is { } declaration)
                return (declaring, declaration, place);
        }

        return null;
    }

    /// <summary>The store whose nodes are known.</summary>
    public static async Task<GrowingStore?> CreateAsync(Document document, SyntaxNode declaration, ImmutableArray<GrowthSite> sites, ImmutableDictionary<string, string?> properties, CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model && model.GetDeclaredSymbol(declaration, cancellationToken) is (IFieldSymbol or IPropertySymbol) and var symbol
            ? new GrowingStore(document, declaration, model, symbol, sites, properties)
            : null;
}
