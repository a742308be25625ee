using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>
/// Finishes what a fix wrote: using directives, short names, layout, and the line ends of the file. The one place that knows of line ends
/// of whole documents: the formatter writes those of its options, and a fix that parses text those of its text.
/// </summary>
internal static class Tidying
{
    /// <summary>The document as it is to be shown and saved.</summary>
    /// <param name="document">The changed document.</param>
    /// <param name="before">The document as it was; <see langword="null"/> when the fix adds it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<Document> TidyAsync(Document document, Document? before, CancellationToken cancellationToken)
    {
        if (!document.SupportsSyntaxTree || before is null)
            return document;
        var lineEnd = LineEnd.TextOf(await before.GetTextAsync(cancellationToken).ConfigureAwait(false));
        document = await Imports.AddAsync(document, cancellationToken).ConfigureAwait(false);
        document = await Simplifier
            .ReduceAsync(document, Simplifier.Annotation, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var options = (await document.GetOptionsAsync(cancellationToken).ConfigureAwait(false)).WithChangedOption(
            FormattingOptions.NewLine,
            LanguageNames.CSharp,
            lineEnd);
        document = await Formatter.FormatAsync(document, Formatter.Annotation, options, cancellationToken).ConfigureAwait(false);
        document = await Formatter
            .FormatAsync(document, SyntaxAnnotation.ElasticAnnotation, options, cancellationToken)
            .ConfigureAwait(false);
        return await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root &&
            await before.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } old
            ? document.WithSyntaxRoot(WithLineEnds(WithoutAnnotations(root), old, lineEnd))
            : document;
    }

    // An editor tidies what is still marked, and would use its own line ends.
    private static SyntaxNode WithoutAnnotations(SyntaxNode root)
    {
        foreach (var annotation in new[] { Formatter.Annotation, Simplifier.Annotation, Imports.Needed })
            root = root.ReplaceNodes(root.GetAnnotatedNodes(annotation), (_, node) => node.WithoutAnnotations(annotation));
        return root;
    }

    // A file of several kinds keeps them.
    private static SyntaxNode WithLineEnds(SyntaxNode root, SyntaxNode before, string lineEnd)
    {
        if (Others(before, lineEnd).Any())
            return root;
        var others = Others(root, lineEnd).ToList();
        return others.Count == 0 ? root : root.ReplaceTrivia(others, (_, _) => SyntaxFactory.EndOfLine(lineEnd));
    }

    private static IEnumerable<SyntaxTrivia> Others(SyntaxNode root, string lineEnd) =>
        root.DescendantTrivia(descendIntoTrivia: true)
            .Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia) && trivia.ToString() != lineEnd);
}
