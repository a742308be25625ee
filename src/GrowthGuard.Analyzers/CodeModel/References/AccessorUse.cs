using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>Tells which accessor a reference to a property or event calls: to read a property is no call of its setter.</summary>
internal static class AccessorUse
{
    /// <summary>Whether a reference to the property or event calls this accessor of it.</summary>
    public static bool IsCallOf(IOperation reference, IMethodSymbol accessor) => accessor.MethodKind switch
    {
        MethodKind.PropertyGet => !IsOnlyWritten(reference),
        MethodKind.PropertySet => IsWritten(reference),
        MethodKind.EventAdd => reference.Parent is not IEventAssignmentOperation { Adds: false },
        MethodKind.EventRemove => reference.Parent is not IEventAssignmentOperation { Adds: true },
        _ => true,
    };

    private static bool IsOnlyWritten(IOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment
        ? assignment.Target == reference
        : IsInDeconstruction(reference);

    private static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference || IsInDeconstruction(reference),
        IIncrementOrDecrementOperation => true,
        _ => IsInDeconstruction(reference),
    };

    // `(A, b) = …`: the property is an element of the tuple that is assigned to, perhaps of a tuple in it.
    private static bool IsInDeconstruction(IOperation reference)
    {
        var target = reference;
        while (target.Parent is ITupleOperation or IConversionOperation or IDeclarationExpressionOperation)
            target = target.Parent;
        return target is ITupleOperation && target.Parent is IDeconstructionAssignmentOperation assignment && assignment.Target == target;
    }
}
