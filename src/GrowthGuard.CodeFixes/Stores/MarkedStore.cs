using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>A store whose declaration and growth sites are marked, so that they are found again after other changes.</summary>
internal sealed class MarkedStore
{
    private readonly Mark _declaration;
    private readonly ImmutableArray<Mark> _sites;
    private readonly ImmutableDictionary<string, string?> _properties;

    private MarkedStore(Mark declaration, ImmutableArray<Mark> sites, ImmutableDictionary<string, string?> properties)
    {
        _declaration = declaration;
        _sites = sites;
        _properties = properties;
    }

    /// <summary>Marks the stores of all diagnostics, in the order of the source.</summary>
    public static async Task<(Solution Solution, ImmutableArray<MarkedStore> Stores)> MarkAsync(Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var stores = ImmutableArray.CreateBuilder<MarkedStore>();
        var marks = new List<Mark>();
        var done = new HashSet<(DocumentId Document, int Start)>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            if (solution.GetDocument(diagnostic.Location.SourceTree) is not { } document ||
                await GrowingStore.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } store ||
                IsDoneElsewhere(document, diagnostic, done))
                continue;
            done.Add((document.Id, diagnostic.Location.SourceSpan.Start));
            var declaration = new Mark(document.Id, store.Declaration);
            var sites = store.Sites.Select(site => new Mark(site.Document.Id, site.Expression)).ToImmutableArray();
            stores.Add(new MarkedStore(declaration, sites, diagnostic.Properties));
            marks.Add(declaration);
            marks.AddRange(sites);
        }

        foreach (var inDocument in marks.GroupBy(mark => mark.Document))
        {
            var root = await solution.GetDocument(inDocument.Key)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            var annotations = inDocument.ToLookup(mark => mark.Node, mark => mark.Annotation);
            var marked = root!.ReplaceNodes(annotations.Select(node => node.Key), (original, current) => current.WithAdditionalAnnotations(annotations[original]));
            solution = solution.WithDocumentSyntaxRoot(inDocument.Key, marked);
        }

        return (solution, stores.ToImmutable());
    }

    /// <summary>The store in the solution as it is now, or <see langword="null"/> when it is gone.</summary>
    public async Task<GrowingStore?> FindAsync(Solution solution, CancellationToken cancellationToken)
    {
        if (await _declaration.FindAsync(solution, cancellationToken).ConfigureAwait(false) is not { } declaration)
            return null;
        var sites = ImmutableArray.CreateBuilder<GrowthSite>();
        foreach (var mark in _sites)
        {
            if (await mark.FindAsync(solution, cancellationToken).ConfigureAwait(false) is { Node: ExpressionSyntax expression } site)
                sites.Add(new GrowthSite(site.Document, expression));
        }

        return await GrowingStore.CreateAsync(declaration.Document, declaration.Node, sites.Count == _sites.Length ? sites.ToImmutable() : ImmutableArray<GrowthSite>.Empty, _properties, cancellationToken).ConfigureAwait(false);
    }

    // One file in several projects, as one of several target frameworks is: a change of one document is a change of all.
    private static bool IsDoneElsewhere(Document document, Diagnostic diagnostic, HashSet<(DocumentId Document, int Start)> done) =>
        document.GetLinkedDocumentIds().Any(linked => done.Contains((linked, diagnostic.Location.SourceSpan.Start)));

    private sealed class Mark(DocumentId document, SyntaxNode node)
    {
        public DocumentId Document { get; } = document;

        public SyntaxNode Node { get; } = node;

        public SyntaxAnnotation Annotation { get; } = new();

        public async Task<(Document Document, SyntaxNode Node)?> FindAsync(Solution solution, CancellationToken cancellationToken)
        {
            var found = solution.GetDocument(Document)!;
            var root = await found.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            return root!.GetAnnotatedNodes(Annotation).FirstOrDefault() is { } node ? (found, node) : null;
        }
    }
}
