using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Makes the declaration of a local from an assignment.</summary>
internal static class LocalDeclarations
{
    /// <summary>The assignment as a declaration, with its comments.</summary>
    /// <param name="given">The statement of the assignment.</param>
    /// <param name="name">The local's name.</param>
    /// <param name="type">The local's type.</param>
    public static LocalDeclarationStatementSyntax Of(ExpressionStatementSyntax given, SyntaxToken name, TypeSyntax type)
    {
        var assignment = (AssignmentExpressionSyntax)given.Expression;
        var declarator = SyntaxFactory.VariableDeclarator(
            name.WithLeadingTrivia()
                .WithTrailingTrivia(assignment.Left.GetTrailingTrivia()), null, SyntaxFactory.EqualsValueClause(
                    assignment.OperatorToken,
                    assignment.Right));
        return SyntaxFactory.LocalDeclarationStatement(SyntaxFactory.VariableDeclaration(
            type.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.SingletonSeparatedList(declarator)))
            .WithSemicolonToken(given.SemicolonToken)
                .WithLeadingTrivia(given.GetLeadingTrivia())
                .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
