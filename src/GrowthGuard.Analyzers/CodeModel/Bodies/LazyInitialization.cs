using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>Assignments that run only while there is nothing: they create, and replace none.</summary>
internal static class LazyInitialization
{
    /// <summary>Whether an operation assigns to a member only while that is <see langword="null"/> or the default of its type: <c>??=</c>, or behind a test for it.</summary>
    public static bool Is(IOperation operation) => operation switch
    {
        ICoalesceAssignmentOperation => true,
        IAssignmentOperation { Target: var target } assignment => target.ReferencedSymbol() is { } member &&
            ConditionFacts.Before(assignment).Any(known => IsNullTest(known.Condition.Unwrap(), known.Value, member)),
        _ => false,
    };

    private static bool IsNullTest(IOperation condition, bool value, ISymbol member)
    {
        RecursionGuard.Check();
        return condition switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsNullTest(not.Operand.Unwrap(), !value, member),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test when value => IsNullTest(test, member),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test when !value => IsNullTest(test, member),
            IIsPatternOperation { Pattern: IConstantPatternOperation pattern } test when value => pattern.Value.IsNothing() && Is(test.Value, member),
            IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation pattern } } test when !value => pattern.Value.IsNothing() && Is(test.Value, member),
            _ => false,
        };
    }

    private static bool IsNullTest(IBinaryOperation test, ISymbol member) =>
        (test.RightOperand.IsNothing() && Is(test.LeftOperand, member)) || (test.LeftOperand.IsNothing() && Is(test.RightOperand, member));

    private static bool Is(IOperation operation, ISymbol member) => SymbolEqualityComparer.Default.Equals(operation.ReferencedSymbol(), member);
}
