using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Invocations;

/// <summary>A place where a field, property or variable is given a value.</summary>
/// <param name="operation">The assignment or call that gives it.</param>
/// <param name="value">The value.</param>
internal sealed class StateWrite(IOperation operation, IOperation value)
{
    public IOperation Operation { get; } = operation;

    public IOperation Value { get; } = value;

    /// <summary>
    /// What a reference is given where it stands: by an assignment, an atomic exchange or a volatile write; <see langword="null"/> when it
    /// is read.
    /// </summary>
    public static StateWrite? At(IOperation reference)
    {
        RecursionGuard.Check();
        switch (reference.Parent)
        {
            case IPropertyReferenceOperation { Property.Name: "Value", Property.ContainingType.Name: "AsyncLocal" or "ThreadLocal" } slot:
                return At(slot);
            case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                return new StateWrite(assignment, assignment.Value);
            case ICoalesceAssignmentOperation assignment when assignment.Target == reference:
                return new StateWrite(assignment, assignment.Value);
            case ITupleOperation { Parent: IDeconstructionAssignmentOperation taken } tuple when taken.Target == tuple:
                return new StateWrite(taken, taken.Value.Unwrap() is ITupleOperation given && given.Elements.Length == tuple.Elements.Length
                    ? given.Elements[tuple.Elements.IndexOf(reference)]
                    : taken.Value);
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Exchange"
                or "Write", ContainingType.Name: "Interlocked" or "Volatile" }, Arguments.Length: > 1 } call } argument
                    when call.Arguments[0] == argument:
                return new StateWrite(call, call.Arguments[1].Value);
            default:
                return null;
        }
    }
}

/// <summary>What is left behind for the next invocation.</summary>
internal enum RetainedStatePlace
{
    /// <summary>A static field or property.</summary>
    Static,

    /// <summary>A variable that a handler captures.</summary>
    Captured,

    /// <summary>A field of a handler class of which the host makes one object.</summary>
    HandlerClass,

    /// <summary>A field of a singleton or hosted service.</summary>
    Singleton,
}

/// <summary>A field, property or variable that outlives an invocation and keeps something of it.</summary>
/// <param name="symbol">The field, property or variable.</param>
/// <param name="place">What it is.</param>
/// <param name="isContext">Whether what it keeps is a context of the invocation, or holds one.</param>
/// <param name="handler">The handler whose invocation it is; none when it is not seen.</param>
/// <param name="givings">Where it is given that, in the order of the source.</param>
/// <param name="isReset">Whether it is taken away again at the end of the invocation: others see it until then.</param>
internal sealed class RetainedState(
    ISymbol symbol,
    RetainedStatePlace place,
    bool isContext,
    Handler? handler,
    IReadOnlyList<StateWrite> givings,
    bool isReset)
{
    public ISymbol Symbol { get; } = symbol;

    public RetainedStatePlace Place { get; } = place;

    public bool IsContext { get; } = isContext;

    public Handler? Handler { get; } = handler;

    public IReadOnlyList<StateWrite> Givings { get; } = givings;

    public bool IsReset { get; } = isReset;

    /// <summary>Whether it is an <c>AsyncLocal</c>: other invocations have a value of their own.</summary>
    public bool FlowsWithInvocation => Symbol is IFieldSymbol { Type.Name: "AsyncLocal" } or IPropertySymbol { Type.Name: "AsyncLocal" };
}
