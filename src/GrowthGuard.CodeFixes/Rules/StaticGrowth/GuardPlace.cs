using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>A place where a statement can be put that runs each time just before an expression.</summary>
internal sealed class GuardPlace
{
    // Statements that evaluate an expression of theirs at most once, before anything else. Loops do so each time round.
    private static readonly HashSet<SyntaxKind> OnceEvaluated =
    [
        SyntaxKind.ExpressionStatement, SyntaxKind.LocalDeclarationStatement, SyntaxKind.ReturnStatement, SyntaxKind.YieldReturnStatement,
        SyntaxKind.ThrowStatement,
        SyntaxKind.IfStatement, SyntaxKind.LockStatement, SyntaxKind.UsingStatement, SyntaxKind.ForEachStatement,
        SyntaxKind.ForEachVariableStatement, SyntaxKind.SwitchStatement,
    ];

    // Parents whose only statement becomes a block.
    private static readonly HashSet<SyntaxKind> Embedding =
    [
        SyntaxKind.IfStatement, SyntaxKind.ElseClause, SyntaxKind.WhileStatement, SyntaxKind.DoStatement, SyntaxKind.ForStatement,
        SyntaxKind.ForEachStatement,
        SyntaxKind.ForEachVariableStatement, SyntaxKind.UsingStatement, SyntaxKind.LockStatement, SyntaxKind.FixedStatement,
    ];

    private readonly bool _returns;

    private GuardPlace(SyntaxNode anchor, SyntaxNode evaluated, bool returns = false)
    {
        Anchor = anchor;
        Evaluated = evaluated;
        _returns = returns;
    }

    /// <summary>The statement to put it before, or the owner of an expression body that becomes a block.</summary>
    public SyntaxNode Anchor { get; }

    /// <summary>What is evaluated right after the guard: the statement's expression that holds the growth site.</summary>
    public SyntaxNode Evaluated { get; }

    /// <summary>The place before an expression, or <see langword="null"/> when there is none.</summary>
    public static GuardPlace? Before(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        SyntaxNode child = expression;
        for (var node = expression.Parent; node is not null; child = node, node = node.Parent)
        {
            switch (node)
            {
                case LambdaExpressionSyntax lambda:
                    return child == lambda.ExpressionBody && !IsExpressionTree(lambda, model, cancellationToken) &&
                        model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol function
                        ? new GuardPlace(lambda, child, BlockBodies.Returns(function))
                        : null;
                case ArrowExpressionClauseSyntax { Parent: { } owner } when BlockBodies.CanHaveBlock(owner):
                    var declared = model.GetDeclaredSymbol(owner, cancellationToken);
                    return new GuardPlace(owner, child, declared is not IMethodSymbol method || BlockBodies.Returns(method));
                case StatementSyntax statement:
                    return CanPrecede(statement, child) ? new GuardPlace(statement, child) : null;
                case QueryExpressionSyntax or MemberDeclarationSyntax or ThrowExpressionSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Puts the statement there.</summary>
    public void Insert(SyntaxEditor editor, StatementSyntax guard)
    {
        if (Anchor is not StatementSyntax { Parent: { } parent } statement || Anchor is LocalFunctionStatementSyntax)
            editor.ReplaceNode(Anchor, (current, _) => BlockBodies.With(current, guard, _returns, LineEnd.Of(Anchor)));
        else if (Embedding.Contains(parent.Kind()))
            editor.ReplaceNode(
                statement,
                (current, _) => SyntaxFactory.Block(guard, (StatementSyntax)current).WithAdditionalAnnotations(Formatter.Annotation));
        else
        {
            // Blank lines and directives come before the guard, comments stay with their statement.
            var leading = statement.GetLeadingTrivia();
            editor.InsertBefore(statement, guard.WithLeadingTrivia(AttachedTrivia.ForNodeBefore(leading)));
            editor.ReplaceNode(statement, (current, _) => current.WithLeadingTrivia(AttachedTrivia.Split(leading).Attached));
            if (parent is BlockSyntax block && IsOnOneLine(block))
                editor.ReplaceNode(block, (current, _) => Open((BlockSyntax)current, LineEnd.Of(Anchor)));
        }
    }

    private static bool IsOnOneLine(BlockSyntax block)
    {
        var lines = block.SyntaxTree.GetLineSpan(block.Span);
        return lines.StartLinePosition.Line == lines.EndLinePosition.Line;
    }

    private static BlockSyntax Open(BlockSyntax block, SyntaxTrivia lineEnd) => block
        .WithOpenBraceToken(block.OpenBraceToken.WithTrailingTrivia(lineEnd))
        .WithCloseBraceToken(block.CloseBraceToken.WithLeadingTrivia(lineEnd))
        .WithAdditionalAnnotations(Formatter.Annotation);

    private static bool CanPrecede(StatementSyntax statement, SyntaxNode evaluated) =>
        OnceEvaluated.Contains(statement.Kind()) &&
        (statement is not SwitchStatementSyntax @switch || evaluated == @switch.Expression) &&
        statement.Parent is { } parent && (parent is BlockSyntax or SwitchSectionSyntax || Embedding.Contains(parent.Kind())) &&
        !IsInCatch(statement);

    // What a catch clause evicts is not evidence of a bound: it runs when something else went wrong.
    private static bool IsInCatch(SyntaxNode node) =>
        node.Ancestors()
            .TakeWhile(ancestor => ancestor is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax
                or LocalFunctionStatementSyntax))
            .Any(ancestor => ancestor is CatchClauseSyntax);

    private static bool IsExpressionTree(LambdaExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(lambda, cancellationToken).ConvertedType is not { TypeKind: TypeKind.Delegate };
}
