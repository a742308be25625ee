using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>Reads <c>// bound: 1000 (LRU in Trim)</c> before a declaration or at the end of its line, and the documentation tag <c>&lt;bound&gt;1000&lt;/bound&gt;</c>.</summary>
internal static class BoundComments
{
    private static readonly Regex Comment = new(@"^(//+|/\*)\s*bound:\s*(?<text>.*?)\s*(\*/)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Tag = new(@"<bound>\s*(?<text>.*?)\s*</bound>", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    public static IEnumerable<DocumentedBound> Read(ISymbol symbol, CancellationToken cancellationToken)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>();
            if (declaration is null)
                continue;
            foreach (var trivia in TriviaAround(declaration))
            {
                if (Match(trivia) is { Success: true } found)
                    yield return Bound(found, trivia, declaration.SyntaxTree);
            }
        }
    }

    private static DocumentedBound Bound(Match found, SyntaxTrivia trivia, SyntaxTree tree)
    {
        var text = found.Groups["text"];
        var claim = BoundText.ReadFree(text.Value);
        var start = trivia.FullSpan.Start;
        return new DocumentedBound(
            claim,
            BoundForm.Comment,
            tree.GetLocation(new TextSpan(start + found.Index, found.Length)),
            claim.Maximum is null ? null : tree.GetLocation(new TextSpan(start + text.Index + claim.Number.Start, claim.Number.Length)));
    }

    // Before the declaration, between its attributes and the rest, and at the end of its line.
    private static IEnumerable<SyntaxTrivia> TriviaAround(MemberDeclarationSyntax declaration) =>
        declaration.GetLeadingTrivia()
            .Concat(declaration.AttributeLists.SelectMany(list => list.GetTrailingTrivia().Concat(list.GetLastToken().GetNextToken().LeadingTrivia)))
            .Concat(declaration.GetTrailingTrivia());

    private static Match? Match(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        // A compilation that writes no documentation file takes documentation for ordinary comments.
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia => Comment.Match(trivia.ToFullString()) is { Success: true } comment ? comment : Tag.Match(trivia.ToFullString()),
        SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => Tag.Match(trivia.ToFullString()),
        _ => null,
    };
}
