using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Events;

/// <summary>
/// One <c>+=</c> or <c>-=</c> on an event, or on a field or property of a delegate type, which collects handlers in the same way;
/// <c>Done = (Action)Delegate.Combine(Done, handler)</c> is the same written out.
/// </summary>
internal sealed class Subscription
{
    private Subscription(IOperation operation, IMemberReferenceOperation target, IOperation added, bool adds)
    {
        Operation = operation;
        Target = target;
        Adds = adds;
        var handler = DelegateOf(added);
        Handler = handler.ReferencedSymbol()?.OriginalDefinition;
        IsLambda = handler is IAnonymousFunctionOperation;
    }

    /// <summary>The assignment.</summary>
    public IOperation Operation { get; }

    /// <summary>The event, field or property that is assigned to.</summary>
    public IMemberReferenceOperation Target { get; }

    /// <summary>Whether a handler is added, not removed.</summary>
    public bool Adds { get; }

    /// <summary>
    /// The method, or the local, field or parameter that holds the delegate; <see langword="null"/> for a lambda in place, and for what is
    /// not understood.
    /// </summary>
    public ISymbol? Handler { get; }

    /// <summary>Whether the handler is a lambda in place: no other expression is the same delegate.</summary>
    public bool IsLambda { get; }

    /// <summary>The subscription or unsubscription that an operation is, or <see langword="null"/>.</summary>
    public static Subscription? Of(IOperation? operation) => operation switch
    {
        IEventAssignmentOperation { EventReference: { } reference } assignment when reference.Unwrap() is IEventReferenceOperation @event =>
            new Subscription(assignment, @event, assignment.HandlerValue, assignment.Adds),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } assignment
            when DelegateMember(assignment.Target) is { } member =>
            new Subscription(assignment, member, assignment.Value, assignment.OperatorKind == BinaryOperatorKind.Add),
        ISimpleAssignmentOperation assignment
            when DelegateMember(assignment.Target) is { } member && CombinedWith(member, assignment.Value) is { } call =>
            new Subscription(assignment, member, call.Arguments[1].Value, call.TargetMethod.Name == nameof(Delegate.Combine)),
        _ => null,
    };

    /// <summary>Whether a field or property collects handlers.</summary>
    public static bool IsDelegate(ISymbol member) =>
        member is IFieldSymbol { IsReadOnly: false, Type.TypeKind: TypeKind.Delegate }
            or IPropertySymbol { SetMethod: not null, Type.TypeKind: TypeKind.Delegate };

    private static IMemberReferenceOperation? DelegateMember(IOperation target) =>
        target.Unwrap() is IMemberReferenceOperation member && IsDelegate(member.Member) ? member : null;

    private static IInvocationOperation? CombinedWith(IMemberReferenceOperation member, IOperation value) =>
        value.Unwrap() is IInvocationOperation
        {
            TargetMethod: { Name: nameof(Delegate.Combine)
                or nameof(Delegate.Remove), ContainingType.SpecialType: SpecialType.System_Delegate },
            Arguments.Length: 2,
        } call && call.Arguments[0].Value.IsSameAs(member) ? call : null;

    private static IOperation DelegateOf(IOperation added)
    {
        var value = added.Unwrap();
        while (value is IDelegateCreationOperation creation)
            value = creation.Target.Unwrap();
        return value;
    }
}
