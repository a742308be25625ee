using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes;

/// <summary>A finding whose nodes are marked, so that they are found again after other changes.</summary>
internal sealed class MarkedFinding
{
    private readonly Diagnostic _diagnostic;
    private readonly Mark _place;
    private readonly ImmutableArray<Mark?> _others;

    private MarkedFinding(Finding finding)
    {
        _diagnostic = finding.Diagnostic;
        _place = new Mark(finding.Place);
        _others = finding.Others.Select(place => place is null ? null : new Mark(place)).ToImmutableArray();
    }

    /// <summary>Marks all findings, in the order of the source.</summary>
    public static async Task<(Solution Solution, ImmutableArray<MarkedFinding> Findings)> MarkAsync(
        Solution solution,
        ImmutableArray<Diagnostic> diagnostics,
        CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<MarkedFinding>();
        var done = new HashSet<(DocumentId Document, int Start)>();
        foreach (var diagnostic in diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            // One file in several projects, as one of several target frameworks is: a change of one document is a change of all.
            if (solution.GetDocument(diagnostic.Location.SourceTree) is not { } document ||
                document.GetLinkedDocumentIds().Any(linked => done.Contains((linked, diagnostic.Location.SourceSpan.Start))) ||
                await Finding.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } finding)
                continue;
            done.Add((document.Id, diagnostic.Location.SourceSpan.Start));
            findings.Add(new MarkedFinding(finding));
        }

        foreach (var inDocument in findings
            .SelectMany(finding => finding._others.Add(finding._place)).OfType<Mark>()
            .GroupBy(mark => mark.Document))
        {
            var root = await solution.GetDocument(inDocument.Key)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            var annotations = inDocument.ToLookup(mark => mark.Node, mark => mark.Annotation);
            var marked = root!.ReplaceNodes(
                annotations.Select(node => node.Key),
                (original, current) => current.WithAdditionalAnnotations(annotations[original]));
            solution = solution.WithDocumentSyntaxRoot(inDocument.Key, marked);
        }

        return (solution, findings.ToImmutable());
    }

    /// <summary>The finding in the solution as it is now, or <see langword="null"/> when its place is gone.</summary>
    public async Task<Finding?> FindAsync(Solution solution, CancellationToken cancellationToken)
    {
        if (await _place.FindAsync(solution, cancellationToken).ConfigureAwait(false) is not { } place)
            return null;
        var others = ImmutableArray.CreateBuilder<Place?>();
        foreach (var mark in _others)
            others.Add(mark is null ? null : await mark.FindAsync(solution, cancellationToken).ConfigureAwait(false));
        return new Finding(_diagnostic, place, others.ToImmutable());
    }

    private sealed class Mark(Place place)
    {
        private readonly int _offset = place.Offset;

        public DocumentId Document { get; } = place.Document.Id;

        public SyntaxNode Node { get; } = place.Node;

        public SyntaxAnnotation Annotation { get; } = new();

        public async Task<Place?> FindAsync(Solution solution, CancellationToken cancellationToken)
        {
            var found = solution.GetDocument(Document)!;
            var root = await found.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            return root!.GetAnnotatedNodes(Annotation).FirstOrDefault() is { } node ? new Place(found, node, _offset) : null;
        }
    }
}
