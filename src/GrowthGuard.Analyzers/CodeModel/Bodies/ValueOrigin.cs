using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>Where a value comes from, within one body.</summary>
internal static class ValueOrigin
{
    /// <summary>
    /// The expressions whose value the operation may have: through conversions, branches of conditional expressions, and every
    /// assignment to a local. A parameter, a loop variable or an out variable is its own origin.
    /// </summary>
    public static IEnumerable<IOperation> Of(IOperation operation) => Of(operation, []);

    private static IEnumerable<IOperation> Of(IOperation operation, HashSet<ILocalSymbol> seen)
    {
        operation = operation.Unwrap();
        switch (operation)
        {
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Of(conditional.WhenTrue, seen).Concat(Of(whenFalse, seen));
            case ICoalesceOperation coalesce:
                return Of(coalesce.Value, seen).Concat(Of(coalesce.WhenNull, seen));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(arm => Of(arm.Value, seen));
            case ILocalReferenceOperation reference when seen.Add(reference.Local):
                var values = AssignedTo(reference.Local, reference.Root()).ToList();
                return values.Count == 0 ? [operation] : values.SelectMany(value => Of(value, seen));
            case ILocalReferenceOperation:
                return [];
            default:
                return [operation];
        }
    }

    /// <summary>Every value that the body assigns to the local.</summary>
    public static IEnumerable<IOperation> AssignedTo(ILocalSymbol local, IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && declarator.GetVariableInitializer() is { } initializer)
                yield return initializer.Value;
            else if (operation is IAssignmentOperation assignment && assignment.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local))
                yield return assignment.Value;
        }
    }
}
