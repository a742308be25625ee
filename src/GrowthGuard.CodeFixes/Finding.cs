using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes;

/// <summary>A diagnostic, and what it points at as nodes of the solution as it is now.</summary>
/// <param name="diagnostic">The diagnostic. Its locations are those of the solution that was analysed.</param>
/// <param name="place">What it is reported at.</param>
/// <param name="others">Its additional locations; <see langword="null"/> for one in no document of the solution.</param>
internal sealed class Finding(Diagnostic diagnostic, Place place, ImmutableArray<Place?> others)
{
    public Diagnostic Diagnostic { get; } = diagnostic;

    public Place Place { get; } = place;

    public ImmutableArray<Place?> Others { get; } = others;

    public Solution Solution => Place.Document.Project.Solution;

    /// <summary>The finding in the solution that was analysed.</summary>
    public static async Task<Finding?> OfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await AtAsync(document, diagnostic.Location, cancellationToken).ConfigureAwait(false) is not { } place)
            return null;
        var others = ImmutableArray.CreateBuilder<Place?>();
        foreach (var location in diagnostic.AdditionalLocations)
            others.Add(DocumentOf(location, document.Project) is { } other
                ? await AtAsync(other, location, cancellationToken).ConfigureAwait(false)
                : null);
        return new Finding(diagnostic, place, others.ToImmutable());
    }

    private static Document? DocumentOf(Location location, Project project) =>
        project.Solution.GetDocument(location.SourceTree) ??
        project.Documents.FirstOrDefault(document => location.SourceTree is { } tree && document.FilePath == tree.FilePath);

    private static async Task<Place?> AtAsync(Document document, Location location, CancellationToken cancellationToken) =>
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root &&
        location.SourceSpan.End <= root.FullSpan.End &&
        root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is var node
            ? new Place(document, node, location.SourceSpan.Start - node.FullSpan.Start)
            : null;
}

/// <summary>A node of a document.</summary>
/// <param name="document">The document.</param>
/// <param name="node">The innermost node that holds what is reported.</param>
/// <param name="offset">How far behind the start of the node, with its comments, it is: a comment is no node.</param>
internal sealed class Place(Document document, SyntaxNode node, int offset)
{
    public Document Document { get; } = document;

    public SyntaxNode Node { get; } = node;

    public int Offset { get; } = offset;

    /// <summary>Where what is reported starts.</summary>
    public int Start => Node.FullSpan.Start + Offset;
}
