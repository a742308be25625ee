using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Annotations;

/// <summary>
/// Writes the comment that documents a store's bound: on a line of its own before the declaration, or behind it where it shares its line
/// with what is before it, whose comment it would be.
/// </summary>
internal static class BoundComment
{
    public static MemberDeclarationSyntax On(MemberDeclarationSyntax member, string comment, bool beginsLine, SyntaxTrivia lineEnd)
    {
        if (!beginsLine)
            return member.WithTrailingTrivia(member.GetTrailingTrivia()
                .InsertRange(0, new[] { SyntaxFactory.Space, SyntaxFactory.Comment($"/* {comment} */") }));
        var leading = member.GetLeadingTrivia();
        var line = StartOfLastLine(leading);
        var indentation = leading.Skip(line).Take(1).Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        return member.WithLeadingTrivia(leading.InsertRange(
            line,
            indentation.Append(SyntaxFactory.Comment("// " + comment)).Append(lineEnd)));
    }

    /// <summary>Whether nothing but a comment stands before the member on its line.</summary>
    public static bool BeginsLine(MemberDeclarationSyntax member) =>
        member.GetFirstToken().GetPreviousToken() is var before &&
        (before.IsKind(SyntaxKind.None) || before.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia));

    private static int StartOfLastLine(SyntaxTriviaList leading)
    {
        var line = leading.Count;
        while (line > 0 && !EndsLine(leading[line - 1]))
            line--;
        return line;
    }

    private static bool EndsLine(SyntaxTrivia trivia) =>
        trivia.IsDirective ||
        trivia.Kind() is SyntaxKind.EndOfLineTrivia or SyntaxKind.DisabledTextTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia;
}
