using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>
/// Resets, in a <c>finally</c> block, what a Lambda handler leaves in a field or property. Lambda gives a process one invocation at a time.
/// Every other host runs them side by side: there, one would still see the other's value, and take it away from under it.
/// </summary>
internal sealed class ResetAtEndFix : StoreFix
{
    public override string EquivalenceKey => "GrowthGuard.ResetAtEnd";

    public override bool IsDecision => true;

    public override string FixAllTitle => "Reset each field in a finally block (its value no longer survives the invocation)";

    public override string TitleFor(GrowingStore store) =>
        $"Reset '{store.Symbol.Name}' in a finally block (its value no longer survives the invocation)";

    public override async Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken)
    {
        // One place to reset in; several assignments in several methods are for the author.
        if (store.Sites.Length != 1 ||
            store.Sites[0] is not { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Parent: ExpressionStatementSyntax } assignment, Document: var document } ||
            Nothing(store) is not { } nothing ||
            await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model ||
            !SymbolEqualityComparer.Default.Equals(
                model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol?.OriginalDefinition,
                store.Symbol.OriginalDefinition) ||
            !IsAloneInItsProcess(assignment, model, cancellationToken) ||
            FinallyBlock.From(assignment, isAfter: false, model) is not { } wrapped)
            return null;
        var reset = SyntaxFactory.ExpressionStatement(SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            assignment.Left.WithoutTrivia(),
            nothing));
        return async token =>
        {
            var editor = await DocumentEditor.CreateAsync(document, token).ConfigureAwait(false);
            editor.ReplaceNode(wrapped.Body, wrapped.With(reset));
            return editor.GetChangedDocument().Project.Solution;
        };
    }

    // The handler itself: a helper returns to code that goes on to read what it has set.
    private static bool IsAloneInItsProcess(
        AssignmentExpressionSyntax assignment,
        SemanticModel model,
        CancellationToken cancellationToken) =>
        model.GetEnclosingSymbol(assignment.SpanStart, cancellationToken) is IMethodSymbol method &&
        (method.Parameters.Any(static parameter => IsOfLambda(parameter.Type)) ||
            method.GetAttributes().Any(static attribute => attribute.AttributeClass is { } type && IsOfLambda(type)));

    private static bool IsOfLambda(ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString().StartsWith("Amazon.Lambda.", StringComparison.Ordinal) == true;

    /// <summary>What the field holds before the first invocation; <see langword="null"/> when that is not a value to go back to.</summary>
    private static ExpressionSyntax? Nothing(GrowingStore store)
    {
        var initial = StoreDeclaration.InitialValue(store);
        if (initial is not null)
            return initial is LiteralExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" }
                ? initial.WithoutTrivia()
                : null;
        if (store.Type.IsValueType)
            return SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression);
        return store.Type.NullableAnnotation == NullableAnnotation.NotAnnotated
            ? null
            : SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression);
    }
}
