using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Bounds;

/// <summary>Reads <c>// bound: 1000 (LRU in Trim)</c> before a declaration or at the end of its line, and the documentation tag <c>&lt;bound&gt;1000&lt;/bound&gt;</c>.</summary>
internal static class BoundComments
{
    private static readonly Regex Comment = new(@"^(//+|/\*)\s*bound:\s*(?<text>.*?)\s*(\*/)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Tag = new(@"<bound>\s*(?<text>.*?)\s*</bound>", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Text = new(@"^(?<number>\d[\d_,]*)?\s*(?<reason>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    public static DocumentedBound? Read(ISymbol symbol, CancellationToken cancellationToken)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>();
            if (declaration is null)
                continue;
            foreach (var trivia in TriviaAround(declaration))
            {
                if (Match(trivia) is { Success: true } found && Parse(found.Groups["text"].Value) is { } bound)
                    return bound;
            }
        }

        return null;
    }

    // Before the declaration, between its attributes and the rest, and at the end of its line.
    private static IEnumerable<SyntaxTrivia> TriviaAround(MemberDeclarationSyntax declaration) =>
        declaration.GetLeadingTrivia()
            .Concat(declaration.AttributeLists.SelectMany(list => list.GetTrailingTrivia().Concat(list.GetLastToken().GetNextToken().LeadingTrivia)))
            .Concat(declaration.GetTrailingTrivia());

    private static Match? Match(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        // A compilation that writes no documentation file takes documentation for ordinary comments.
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia => Comment.Match(trivia.ToString()) is { Success: true } comment ? comment : Tag.Match(trivia.ToString()),
        SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => Tag.Match(trivia.ToFullString()),
        _ => null,
    };

    private static DocumentedBound? Parse(string text)
    {
        var match = Text.Match(text);
        var digits = match.Groups["number"].Value.Replace("_", "").Replace(",", "");
        long? number = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0 ? parsed : null;
        var reason = match.Groups["reason"].Value.Trim(' ', '(', ')', '\t');
        return number is null && reason.Length == 0 ? null : new DocumentedBound(number, reason.Length == 0 ? null : reason);
    }
}
