using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>Removes, in a <c>finally</c> block, what a handler subscribes.</summary>
internal sealed class UnsubscribeAtEndFix : SiteFix
{
    public override string EquivalenceKey => "GrowthGuard.UnsubscribeAtEnd";

    public override string Title => "Unsubscribe in a finally block";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } subscription ||
            subscription.Right.DescendantNodesAndSelf().Any(node => node is AnonymousFunctionExpressionSyntax) ||
            FinallyBlock.From(subscription, isAfter: true, model) is not { } wrapped)
            return null;
        var removal = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
            SyntaxKind.SubtractAssignmentExpression,
            subscription.Left.WithoutTrivia(),
            subscription.Right.WithoutTrivia()));
        return root.ReplaceNode(wrapped.Body, wrapped.With(removal));
    }
}
