using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Makes statements of text.</summary>
internal static class WrittenStatements
{
    /// <summary>
    /// The statement, with the line ends of its file, to be formatted; names that begin with <c>global::</c> are made short.
    /// </summary>
    public static StatementSyntax Parse(string text, string lineEnd)
    {
        var statement = SyntaxFactory.ParseStatement(text.Replace("\r\n", "\n").Replace("\n", lineEnd));
        statement = statement.ReplaceNodes(
            statement.DescendantNodes()
                .Where(static node => node is TypeSyntax or MemberAccessExpressionSyntax &&
                    node.ToString().StartsWith("global::", StringComparison.Ordinal)),
            static (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
        return statement.WithLeadingTrivia(SyntaxFactory.ElasticMarker)
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(lineEnd))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
