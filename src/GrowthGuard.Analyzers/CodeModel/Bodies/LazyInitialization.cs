using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>Assignments that run only while there is nothing: they create, and replace none.</summary>
internal static class LazyInitialization
{
    /// <summary>
    /// Whether an operation assigns to a member only while that is <see langword="null"/> or the default of its type: <c>??=</c>, or behind
    /// a test for it.
    /// </summary>
    public static bool Is(IOperation operation) => operation switch
    {
        ICoalesceAssignmentOperation => true,
        IAssignmentOperation { Target: var target } assignment => target.ReferencedSymbol() is { } member &&
            ConditionFacts.Imply(assignment, literal => literal.IsOperandNull && Is(literal.Operand, member)),
        _ => false,
    };

    private static bool Is(IOperation operation, ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(operation.ReferencedSymbol(), member);
}
