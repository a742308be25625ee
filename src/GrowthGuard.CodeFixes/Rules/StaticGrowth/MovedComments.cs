using System.Net;
using System.Text.RegularExpressions;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>The comments of a member, as those of a statement.</summary>
internal static class MovedComments
{
    private static readonly Regex Reference = new(
        "<(see|seealso|paramref|typeparamref)\\s+\\w+\\s*=\\s*\"(\\w:)?(?<name>[^\"]*)\"\\s*/>",
        RegexOptions.CultureInvariant);
    private static readonly Regex Tag = new("</?\\w[^>]*>", RegexOptions.CultureInvariant);

    /// <summary>The comments before the member; documentation becomes plain text, since a local cannot have any.</summary>
    public static SyntaxTriviaList Of(MemberDeclarationSyntax member)
    {
        var moved = new List<SyntaxTrivia>();
        foreach (var trivia in AttachedTrivia.Split(member.GetLeadingTrivia()).Attached)
        {
            foreach (var line in Lines(trivia))
            {
                moved.Add(line);
                moved.Add(LineEnd.Of(member));
            }
        }

        moved.Add(SyntaxFactory.ElasticMarker);
        return new SyntaxTriviaList(moved);
    }

    /// <summary>The comment at the end of the declaration's line.</summary>
    public static SyntaxTriviaList AtEnd(SyntaxToken last)
    {
        var moved = new SyntaxTriviaList();
        foreach (var comment in last.TrailingTrivia.Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia
            or SyntaxKind.MultiLineCommentTrivia))
            moved = moved.Add(SyntaxFactory.Space).Add(comment);
        return moved.Add(LineEnd.Of(last.Parent!));
    }

    private static IEnumerable<SyntaxTrivia> Lines(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia => [trivia],
        SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia =>
            Plain(trivia.ToFullString()).Select(line => SyntaxFactory.Comment("// " + line)),
        _ => [],
    };

    private static IEnumerable<string> Plain(string documentation) =>
        from line in documentation.Split('\n')
        let text = line.Trim().TrimStart('/', '*').Replace("*/", "")
        let plain = WebUtility.HtmlDecode(Tag.Replace(Reference.Replace(text, "${name}"), "")).Trim()
        where plain.Length > 0
        select plain;
}
