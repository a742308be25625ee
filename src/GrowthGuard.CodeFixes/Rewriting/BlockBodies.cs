using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Turns expression bodies into blocks.</summary>
internal static class BlockBodies
{
    /// <summary>Whether the expression body of a method, accessor, local function or lambda gives the value that it returns.</summary>
    public static bool Returns(IMethodSymbol method) =>
        !method.ReturnsVoid && method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor) &&
        !(method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });

    /// <summary>Whether <see cref="With"/> knows the node.</summary>
    public static bool CanHaveBlock(SyntaxNode owner) =>
        owner is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax
            or IndexerDeclarationSyntax or LambdaExpressionSyntax;

    /// <summary>The node with a block of a statement and its expression in place of the expression body.</summary>
    /// <param name="owner">The owner of an expression body.</param>
    /// <param name="first">The statement to run first.</param>
    /// <param name="returns">Whether the expression's value is returned.</param>
    /// <param name="lineEnd">The line end to put behind comments.</param>
    public static SyntaxNode With(SyntaxNode owner, StatementSyntax first, bool returns, SyntaxTrivia lineEnd)
    {
        if (owner is LambdaExpressionSyntax { ExpressionBody: { } expression } lambda)
        {
            var body = Block(
                first,
                expression,
                lambda.ArrowToken.TrailingTrivia,
                SyntaxFactory.Token(SyntaxKind.SemicolonToken),
                returns,
                lineEnd);
            return lambda
                .WithArrowToken(lambda.ArrowToken.WithTrailingTrivia(SyntaxFactory.ElasticMarker))
                .WithBody(body.WithTrailingTrivia(expression.GetTrailingTrivia()));
        }

        var arrow = owner.ChildNodes().OfType<ArrowExpressionClauseSyntax>().Single();
        var before = arrow.GetFirstToken().GetPreviousToken();
        var semicolon = owner.GetLastToken();
        var comments = before.TrailingTrivia.AddRange(arrow.ArrowToken.LeadingTrivia).AddRange(arrow.ArrowToken.TrailingTrivia);
        var block = Block(first, arrow.Expression, comments, semicolon, returns, lineEnd);

        // The token before `=>` loses the line end that may stand between the two; the block brings its own.
        var header = owner.ReplaceToken(before, before.WithTrailingTrivia(SyntaxFactory.ElasticMarker));
        return header switch
        {
            BaseMethodDeclarationSyntax method =>
                method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(semicolon.TrailingTrivia)),
            LocalFunctionStatementSyntax function =>
                function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(semicolon.TrailingTrivia)),
            AccessorDeclarationSyntax accessor =>
                accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block.WithTrailingTrivia(semicolon.TrailingTrivia)),
            PropertyDeclarationSyntax property =>
                property.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(block, semicolon)),
            IndexerDeclarationSyntax indexer =>
                indexer.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(block, semicolon)),
            _ => throw new ArgumentException($"{owner.Kind()} has no expression body.", nameof(owner)),
        };
    }

    private static AccessorListSyntax Getter(BlockSyntax block, SyntaxToken semicolon)
    {
        var getter = SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, block);
        return SyntaxFactory.AccessorList(SyntaxFactory.SingletonList(getter))
            .WithTrailingTrivia(semicolon.TrailingTrivia)
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static BlockSyntax Block(
        StatementSyntax first,
        ExpressionSyntax expression,
        SyntaxTriviaList before,
        SyntaxToken semicolon,
        bool returns,
        SyntaxTrivia lineEnd)
    {
        var end = SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithLeadingTrivia(Comments(semicolon.LeadingTrivia, lineEnd));
        var bare = expression.WithLeadingTrivia(SyntaxFactory.ElasticMarker)
            .WithTrailingTrivia(Comments(expression.GetTrailingTrivia(), lineEnd));
        StatementSyntax last = returns
            ? SyntaxFactory.ReturnStatement(
                SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.ElasticSpace),
                bare,
                end)
            : SyntaxFactory.ExpressionStatement(bare, end);
        var comments = Comments(before.AddRange(expression.GetLeadingTrivia()), lineEnd);
        return SyntaxFactory
            .Block(first, last.WithLeadingTrivia(comments.Add(SyntaxFactory.ElasticMarker)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    // A comment, and the line end that a line comment cannot do without; the formatter sees to the rest.
    private static SyntaxTriviaList Comments(SyntaxTriviaList trivia, SyntaxTrivia lineEnd)
    {
        var kept = new List<SyntaxTrivia>();
        foreach (var piece in trivia)
        {
            if (piece.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
            {
                kept.Add(piece);
                kept.Add(piece.IsKind(SyntaxKind.SingleLineCommentTrivia) ? lineEnd : SyntaxFactory.ElasticSpace);
            }
        }

        return new SyntaxTriviaList(kept);
    }
}
