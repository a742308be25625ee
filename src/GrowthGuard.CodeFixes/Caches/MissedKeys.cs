using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>Finds the look-ups that must have missed where a key is given its value.</summary>
internal static class MissedKeys
{
    /// <summary>The calls of <c>TryGetValue</c> for the same key that have returned false.</summary>
    public static IEnumerable<InvocationExpressionSyntax> Before(
        DictionaryUse use,
        IFieldSymbol dictionary,
        SemanticModel model,
        CancellationToken cancellationToken) =>
        model.OperationOf(use.Node, cancellationToken) is { } operation && model.OperationOf(use.Key, cancellationToken) is { } key
            ? ConditionFacts.Before(operation)
                .Select(known => Missed(known, dictionary, key)).OfType<IInvocationOperation>()
                .Select(call => (InvocationExpressionSyntax)call.Syntax)
            : [];

    /// <summary>
    /// What runs only when the look-up has missed: the branch with the use, or what follows the branch that left; empty when the key may be
    /// another by then.
    /// </summary>
    public static IReadOnlyList<SyntaxNode> Region(InvocationExpressionSyntax missed, DictionaryUse use, SemanticModel model)
    {
        var test = missed.Ancestors().FirstOrDefault(node => node is IfStatementSyntax or ConditionalExpressionSyntax);
        IReadOnlyList<SyntaxNode> region = test switch
        {
            null => [],
            ConditionalExpressionSyntax choice =>
                new[] { choice.WhenTrue, choice.WhenFalse }.Where(branch => branch.Span.Contains(use.Node.Span)).ToList(),
            IfStatementSyntax @if when @if.Span.Contains(use.Node.Span) =>
                new SyntaxNode?[] { @if.Statement, @if.Else?.Statement }.OfType<SyntaxNode>()
                    .Where(branch => branch.Span.Contains(use.Node.Span)).ToList(),
            { Parent: BlockSyntax block } => block.Statements.SkipWhile(statement => statement != test).Skip(1).ToList(),
            _ => [],
        };
        return IsKeyWritten(region, use.Key, model) ? [] : region;
    }

    private static bool IsKeyWritten(IReadOnlyList<SyntaxNode> region, ExpressionSyntax key, SemanticModel model)
    {
        var flow = region.Count == 0
            ? null
            : region[0] is StatementSyntax first
            ? model.AnalyzeDataFlow(first, (StatementSyntax)region[region.Count - 1])
            : model.AnalyzeDataFlow((ExpressionSyntax)region[0]);
        return flow is not { Succeeded: true } ||
            key.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(name => model.GetSymbolInfo(name).Symbol)
            .Any(symbol => symbol is not null && flow.WrittenInside.Contains(symbol, SymbolEqualityComparer.Default));
    }

    private static IInvocationOperation? Missed(ConditionFact known, IFieldSymbol dictionary, IOperation key)
    {
        IInvocationOperation? found = null;
        return ConditionFacts.Implies(
            known.Condition,
            known.Value,
            literal => IsMissed(literal) && (found = (IInvocationOperation)literal.Operand) is not null)
            ? found
            : null;

        bool IsMissed(ConditionLiteral literal) =>
            literal is { IsTrue: false, Operand: IInvocationOperation { TargetMethod.Name: "TryGetValue" } call } &&
            IsOf(call, dictionary, key);
    }

    private static bool IsOf(IInvocationOperation call, IFieldSymbol dictionary, IOperation key) =>
        call.Instance is IFieldReferenceOperation { Field: var field } &&
        SymbolEqualityComparer.Default.Equals(field.OriginalDefinition, dictionary.OriginalDefinition) &&
        call.Arguments.Length > 0 && call.Arguments[0].Value.IsSameAs(key) &&
        !key.Syntax.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax or AwaitExpressionSyntax);
}
