using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>The line end that a file uses, which what is added to it must use too.</summary>
internal static class LineEnd
{
    public static string TextOf(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak - first.End == 2 ? "\r\n" : "\n";
    }

    public static SyntaxTrivia Of(SyntaxNode node) => SyntaxFactory.EndOfLine(TextOf(node.SyntaxTree.GetText()));
}
