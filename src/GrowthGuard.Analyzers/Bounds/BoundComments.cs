using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>
/// Reads <c>// bound: 1000 (LRU in Trim)</c> before a declaration or at the end of its line, and the documentation tag
/// <c>&lt;bound&gt;1000&lt;/bound&gt;</c>.
/// </summary>
internal static class BoundComments
{
    private const string Word = "bound:";
    private const string TagStart = "<bound>";
    private const string TagEnd = "</bound>";

    public static IEnumerable<DocumentedBound> Read(ISymbol symbol, CancellationToken cancellationToken)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>();
            if (declaration is null)
                continue;
            foreach (var trivia in TriviaAround(declaration))
            {
                if (Find(trivia) is { } found)
                    yield return Bound(found, trivia, declaration.SyntaxTree);
            }
        }
    }

    private static DocumentedBound Bound((TextSpan Whole, TextSpan Text) found, SyntaxTrivia trivia, SyntaxTree tree)
    {
        var claim = BoundText.ReadFree(trivia.ToFullString().Substring(found.Text.Start, found.Text.Length));
        var start = trivia.FullSpan.Start;
        return new DocumentedBound(
            claim,
            BoundForm.Comment,
            tree.GetLocation(new TextSpan(start + found.Whole.Start, found.Whole.Length)),
            claim.Maximum is null
                ? null
                : tree.GetLocation(new TextSpan(start + found.Text.Start + claim.Number.Start, claim.Number.Length)));
    }

    // Before the declaration, between its attributes and the rest, and at the end of its line.
    private static IEnumerable<SyntaxTrivia> TriviaAround(MemberDeclarationSyntax declaration) =>
        declaration.GetLeadingTrivia()
            .Concat(declaration.AttributeLists.SelectMany(list => list.GetTrailingTrivia()
                .Concat(list.GetLastToken().GetNextToken().LeadingTrivia)))
            .Concat(declaration.GetTrailingTrivia());

    private static (TextSpan Whole, TextSpan Text)? Find(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        // A compilation that writes no documentation file takes documentation for ordinary comments.
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia =>
            InComment(trivia.ToFullString()) ?? InTag(trivia.ToFullString()),
        SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => InTag(trivia.ToFullString()),
        _ => null,
    };

    private static (TextSpan Whole, TextSpan Text)? InComment(string comment)
    {
        var start = 1;
        while (start < comment.Length && comment[start] == '/')
            start++;
        if (start == 1)
            start = 2;
        var end = comment.Length > start + 1 && comment.EndsWith("*/", StringComparison.Ordinal) ? comment.Length - 2 : comment.Length;
        var inside = Trimmed(comment, Math.Min(start, end), end);
        if (inside.Length < Word.Length ||
            string.Compare(comment, inside.Start, Word, 0, Word.Length, StringComparison.OrdinalIgnoreCase) != 0)
            return null;
        var text = Trimmed(comment, inside.Start + Word.Length, inside.End);
        return comment.IndexOf('\n', text.Start, text.Length) < 0 ? (new TextSpan(0, comment.Length), text) : null;
    }

    private static (TextSpan Whole, TextSpan Text)? InTag(string comment)
    {
        var start = comment.IndexOf(TagStart, StringComparison.Ordinal);
        var end = start < 0 ? -1 : comment.IndexOf(TagEnd, start + TagStart.Length, StringComparison.Ordinal);
        return end < 0 ? null : (TextSpan.FromBounds(start, end + TagEnd.Length), Trimmed(comment, start + TagStart.Length, end));
    }

    private static TextSpan Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return TextSpan.FromBounds(start, end);
    }
}
