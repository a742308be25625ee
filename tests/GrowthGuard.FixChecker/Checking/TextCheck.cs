using GrowthGuard.FixChecker.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.FixChecker.Checking;

/// <summary>Compares the text of a document before and after a fix: what a reviewer would object to.</summary>
internal static class TextCheck
{
    public static IEnumerable<(string Kind, string Detail)> Compare(SyntaxNode before, SyntaxNode after)
    {
        var (oldText, newText) = (before.GetText(), after.GetText());
        if (LineEndText.Only(oldText) is { } ends && LineEndText.Only(newText) != ends)
        {
            yield return (Problem.LineEnds,
                $"the file has only {(ends == "\n" ? "LF" : "CRLF")}, line {FirstOther(newText, ends)} of the result another");
        }

        if (SharedLines(after) is { Count: > 0 } shared && shared.Count > SharedLines(before).Count)
        {
            yield return (Problem.OneLine, $"line {shared.Except(SharedLines(before)).DefaultIfEmpty(shared[0]).First()}");
        }

        if (BlankRuns(newText) > BlankRuns(oldText))
        {
            yield return (Problem.BlankLines, "more than one blank line");
        }

        if (BlankEnds(newText) > BlankEnds(oldText))
        {
            yield return (Problem.TrailingBlanks, "a line ends with blanks");
        }

        var kept = Pieces(after).ToLookup(text => text);
        foreach (var piece in Pieces(before).GroupBy(text => text).Where(piece => kept[piece.Key].Count() < piece.Count()))
        {
            yield return (Problem.Lost, piece.Key);
        }
    }

    private static int FirstOther(SourceText text, string ends) =>
        text.Lines.First(line => line.EndIncludingLineBreak > line.End &&
            text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) != ends).LineNumber + 1;

    // The text of lines on which one member or statement ends and the next begins. Members and statements that stand on one line
    // altogether are somebody's style.
    private static List<string> SharedLines(SyntaxNode root)
    {
        var text = root.GetText();
        return root.DescendantNodes(node => node is not ExpressionSyntax || node is AnonymousFunctionExpressionSyntax)
            .Where(node => node is MemberDeclarationSyntax or StatementSyntax and not BlockSyntax &&
                node.Parent is TypeDeclarationSyntax or BlockSyntax)
            .Where(node => node.GetFirstToken().GetPreviousToken() is var previous && previous.Span.Length > 0 &&
                previous.IsKind(SyntaxKind.SemicolonToken) | previous.IsKind(SyntaxKind.CloseBraceToken) &&
                text.Lines.GetLineFromPosition(previous.Span.End).LineNumber == text.Lines.GetLineFromPosition(node.SpanStart).LineNumber)
            .Select(node => text.Lines.GetLineFromPosition(node.SpanStart).ToString().Trim())
            .ToList();
    }

    private static int BlankRuns(SourceText text) =>
        text.Lines.Zip(text.Lines.Skip(1))
            .Count(pair => IsBlank(pair.First) && IsBlank(pair.Second) && pair.Second.EndIncludingLineBreak > pair.Second.End);

    private static int BlankEnds(SourceText text) => text.Lines.Count(line => line.End > line.Start && text[line.End - 1] is ' ' or '\t');

    private static bool IsBlank(TextLine line) => string.IsNullOrWhiteSpace(line.ToString());

    // Comments that document a bound are what some fixes change.
    private static IEnumerable<string> Pieces(SyntaxNode root) => root.DescendantTrivia(descendIntoTrivia: true)
        .Where(trivia => trivia.IsDirective || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
        .Select(trivia => trivia.ToString().Trim())
        .Where(text => !text.Contains("bound:", StringComparison.OrdinalIgnoreCase));
}
