using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>Puts the rest of a method into a <c>try</c> block, so that something is done on every way out.</summary>
internal sealed class FinallyBlock
{
    private readonly BlockSyntax _body;
    private readonly int _first;

    private FinallyBlock(BlockSyntax body, int first)
    {
        _body = body;
        _first = first;
    }

    /// <summary>The body that is replaced.</summary>
    public BlockSyntax Body => _body;

    /// <summary>
    /// The body of the function around a node, from the statement on that the node stands in, or a <c>try</c> block in it from the node's
    /// own statement on;
    /// <see langword="null"/> when that cannot be wrapped, or when the function returns before its work is done: a task that it does not
    /// await, an iterator.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="isAfter">Whether the node is a statement of its own, which stays before the <c>try</c>.</param>
    /// <param name="model">The model of the document.</param>
    public static FinallyBlock? From(SyntaxNode node, bool isAfter, SemanticModel model)
    {
        var statement = node.AncestorsAndSelf().OfType<StatementSyntax>()
            .FirstOrDefault(candidate => candidate.Parent is BlockSyntax { Parent: BaseMethodDeclarationSyntax
                or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax } ||
                (isAfter && candidate.Parent?.Parent is TryStatementSyntax attempt && attempt.Block == candidate.Parent));
        if (isAfter && statement != node.Parent)
            return null;
        if (statement?.Parent is not BlockSyntax body || model.GetEnclosingSymbol(statement.SpanStart) is not IMethodSymbol method ||
            !EndsWithWork(method) ||
            node.Ancestors().TakeWhile(ancestor => ancestor != body)
                .Any(ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            return null;
        var first = body.Statements.IndexOf(statement) + (isAfter ? 1 : 0);
        var rest = body.Statements.Skip(first).ToList();
        return rest.Count == 0 || rest.Any(part => part is LocalFunctionStatementSyntax or LabeledStatementSyntax) ||
            body.DescendantNodes().Any(inner => inner is YieldStatementSyntax or GotoStatementSyntax)
            ? null
            : new FinallyBlock(body, first);
    }

    /// <summary>The body with its rest in a <c>try</c> block that ends with a statement.</summary>
    public BlockSyntax With(StatementSyntax last)
    {
        var wrapped = SyntaxFactory.TryStatement(
            SyntaxFactory.Block(_body.Statements.Skip(_first)),
            default,
            SyntaxFactory.FinallyClause(SyntaxFactory.Block(last)));
        return _body
            .WithStatements(SyntaxFactory.List(_body.Statements.Take(_first).Append(wrapped)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static bool EndsWithWork(IMethodSymbol method) =>
        method.IsAsync || method.ReturnsVoid || method.ReturnType.SpecialType != SpecialType.None ||
        !method.ReturnType.GetMembers("GetAwaiter").Any();
}
