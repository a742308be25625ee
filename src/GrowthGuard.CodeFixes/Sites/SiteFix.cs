using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Sites;

/// <summary>
/// One way to fix a call, a creation or a subscription, within its file. A finding with several places, its additional locations, goes away
/// only when all of them can be fixed.
/// </summary>
internal abstract class SiteFix : GrowthFix
{
    /// <summary>What the fix is called.</summary>
    public abstract string Title { get; }

    public sealed override string FixAllTitle => Title;

    public sealed override async Task<PreparedFix?> PrepareAsync(Finding finding, CancellationToken cancellationToken)
    {
        var sites = finding.Others.IsEmpty ? [finding.Place] : finding.Others.OfType<Place>().ToList();
        var solution = finding.Solution;
        var marks = sites.ToDictionary(site => site, _ => new SyntaxAnnotation());
        foreach (var inDocument in sites.GroupBy(site => site.Document.Id))
        {
            var root = inDocument.First().Node.SyntaxTree.GetRoot(cancellationToken);
            solution = solution.WithDocumentSyntaxRoot(inDocument.Key, root.ReplaceNodes(
                inDocument.Select(site => site.Node), (original, current) => current.WithAdditionalAnnotations(inDocument
                    .Where(site => site.Node == original)
                    .Select(site => marks[site]))));
        }

        foreach (var site in sites)
        {
            if (await ApplyAsync(solution, site.Document.Id, marks[site], cancellationToken).ConfigureAwait(false) is not { } changed)
                return null;
            solution = changed;
        }

        return sites.Count == 0 ? null : new PreparedFix(Title, _ => Task.FromResult(solution));
    }

    /// <summary>The root of the file with the site fixed, or <see langword="null"/> when this fix cannot.</summary>
    public abstract SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model);

    private async Task<Solution?> ApplyAsync(
        Solution solution,
        DocumentId id,
        SyntaxAnnotation mark,
        CancellationToken cancellationToken) =>
        solution.GetDocument(id) is { } document &&
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root &&
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model &&
        root.GetAnnotatedNodes(mark).FirstOrDefault() is { } node && Apply(node, root, model) is { } changed
            ? solution.WithDocumentSyntaxRoot(id, changed)
            : null;
}
