using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.PerElement;

/// <summary>Something that is done for each element of a sequence.</summary>
/// <param name="site">The loop, or the call that takes the function.</param>
/// <param name="sequence">The sequence.</param>
internal sealed class ElementLoop(IOperation site, IOperation sequence)
{
    // The first argument, or the receiver, is gone through, and the function is called for each element.
    private static readonly HashSet<string> Visitors = ["Select", "SelectMany", "ForEach", "ForEachAsync", "SelectAsync", "WhenAll"];

    public IOperation Site { get; } = site;

    public IOperation Sequence { get; } = sequence;

    /// <summary>Whether the text stands where something may be done for each element.</summary>
    public static bool CanBe(SyntaxNode node)
    {
        for (var current = node; current is not (null or MemberDeclarationSyntax); current = current.Parent)
        {
            if (current.Parent is CommonForEachStatementSyntax each && each.Statement == current ||
                current.Parent is ForStatementSyntax counted && counted.Statement == current)
                return true;
            if (current is AnonymousFunctionExpressionSyntax &&
                current.Parent
                    is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } } && Visitors.Contains(name))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The nearest sequence for whose elements the operation runs one after the other, or <see langword="null"/>. A function that runs
    /// elsewhere, later or on the server ends the search.
    /// </summary>
    public static ElementLoop? Of(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IForEachLoopOperation each when child == each.Body:
                    return new ElementLoop(each, each.Collection);
                case IForLoopOperation { Condition: IBinaryOperation { RightOperand: var limit } } counted
                    when child == counted.Body && Counted(limit) is { } sequence:
                    return new ElementLoop(counted, sequence);
                case IAnonymousFunctionOperation lambda:
                    return OfFunction(lambda);
                case ILocalFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    /// <summary>What a function is called for that a call takes: the elements that the call goes through.</summary>
    public static ElementLoop? OfFunction(IOperation function) =>
        !IsExpression(function) && DelegateInvocation.CallOf(function) is IInvocationOperation call &&
        Visitors.Contains(call.TargetMethod.Name) &&
        (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } sequence && !sequence.Contains(function)
            ? new ElementLoop(call, sequence)
            : null;

    // A part of a query that the server runs.
    private static bool IsExpression(IOperation function) =>
        function.SelfAndAncestors()
            .Skip(1)
            .TakeWhile(ancestor => ancestor is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation)
            .Any(ancestor => ancestor.Type?.Name == "Expression");

    // i < orders.Count
    private static IOperation? Counted(IOperation limit) => limit.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } sequence } => sequence,
        IInvocationOperation { TargetMethod.Name: "Count", Arguments: { Length: 1 } arguments } => arguments[0].Value,
        _ => null,
    };
}
