using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Sites;

/// <summary>Applies a fix to the sites of diagnostics, one after the other.</summary>
internal static class SiteChange
{
    /// <summary>The solution with every site mended, or <see langword="null"/> when one cannot be.</summary>
    public static async Task<Solution?> OfAllAsync(SiteFix fix, Solution solution, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var (marked, sites) = await MarkAsync(solution, diagnostics.SelectMany(SitesOf), cancellationToken).ConfigureAwait(false);
        foreach (var site in sites)
        {
            if (await ApplyAsync(fix, marked, site, cancellationToken).ConfigureAwait(false) is not { } changed)
                return null;
            marked = changed;
        }

        return sites.Count == 0 ? null : marked;
    }

    /// <summary>The solution with those diagnostics mended of which every site can be.</summary>
    public static async Task<Solution> OfPossibleAsync(SiteFix fix, Solution solution, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var groups = new List<List<(DocumentId Document, SyntaxAnnotation Mark)>>();
        var current = solution;
        var (marked, all) = await MarkAsync(current, diagnostics.SelectMany(SitesOf), cancellationToken).ConfigureAwait(false);
        current = marked;
        foreach (var diagnostic in diagnostics)
        {
            var count = SitesOf(diagnostic).Count();
            groups.Add(all.Take(count).ToList());
            all = all.Skip(count).ToList();
        }

        foreach (var group in groups)
        {
            Solution? changed = current;
            foreach (var site in group)
                changed = changed is null ? null : await ApplyAsync(fix, changed, site, cancellationToken).ConfigureAwait(false);
            current = changed ?? current;
        }

        return current;
    }

    private static IEnumerable<Location> SitesOf(Diagnostic diagnostic) => diagnostic.AdditionalLocations.Count > 0 ? diagnostic.AdditionalLocations : [diagnostic.Location];

    private static async Task<Solution?> ApplyAsync(SiteFix fix, Solution solution, (DocumentId Document, SyntaxAnnotation Mark) site, CancellationToken cancellationToken)
    {
        if (solution.GetDocument(site.Document) is not { } document ||
            await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root ||
            await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model ||
            root.GetAnnotatedNodes(site.Mark).FirstOrDefault() is not { } node)
            return null;
        return fix.Apply(node, root, model) is { } changed ? solution.WithDocumentSyntaxRoot(site.Document, changed) : null;
    }

    /// <summary>Marks the sites, so that they are found again when the text around them has changed.</summary>
    private static async Task<(Solution Solution, List<(DocumentId Document, SyntaxAnnotation Mark)> Sites)> MarkAsync(Solution solution, IEnumerable<Location> locations, CancellationToken cancellationToken)
    {
        var sites = new List<(DocumentId, SyntaxAnnotation)>();
        var current = solution;
        foreach (var location in locations)
        {
            var mark = new SyntaxAnnotation();
            if (location.SourceTree is not { } tree || solution.GetDocumentId(tree) is not { } id || current.GetDocument(id) is not { } document ||
                await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
                continue;
            var node = root.FindNode(location.SourceSpan, getInnermostNodeForTie: true);
            current = current.WithDocumentSyntaxRoot(id, root.ReplaceNode(node, node.WithAdditionalAnnotations(mark)));
            sites.Add((id, mark));
        }

        return (current, sites);
    }
}
