using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Events;

/// <summary>One <c>+=</c> on an event.</summary>
internal sealed class Subscription(IEventAssignmentOperation operation, IEventReferenceOperation @event)
{
    public IEventAssignmentOperation Operation { get; } = operation;

    public IEventReferenceOperation Event { get; } = @event;

    /// <summary>The method, or the local, field or parameter that holds the delegate; <see langword="null"/> for a lambda in place, and for what is not understood.</summary>
    public ISymbol? Handler { get; } = DelegateOf(operation).ReferencedSymbol()?.OriginalDefinition;

    /// <summary>Whether the handler is a lambda in place: no other expression is the same delegate.</summary>
    public bool IsLambda { get; } = DelegateOf(operation) is IAnonymousFunctionOperation;

    /// <summary>The subscription or unsubscription that an operation is, or <see langword="null"/>.</summary>
    public static Subscription? Of(IOperation? operation) =>
        operation is IEventAssignmentOperation { EventReference: { } reference } assignment && reference.Unwrap() is IEventReferenceOperation @event ? new Subscription(assignment, @event) : null;

    private static IOperation DelegateOf(IEventAssignmentOperation assignment)
    {
        var value = assignment.HandlerValue.Unwrap();
        while (value is IDelegateCreationOperation creation)
            value = creation.Target.Unwrap();
        return value;
    }
}
