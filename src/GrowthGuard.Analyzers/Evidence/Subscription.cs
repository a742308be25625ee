using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>One <c>+=</c> on an event.</summary>
internal sealed class Subscription(IEventAssignmentOperation operation, IEventReferenceOperation @event)
{
    public IEventAssignmentOperation Operation { get; } = operation;

    public IEventReferenceOperation Event { get; } = @event;

    /// <summary>The method, or the local, field or parameter that holds the delegate; <see langword="null"/> for a lambda in place.</summary>
    public ISymbol? Handler { get; } = HandlerOf(operation.HandlerValue);

    /// <summary>The subscription or unsubscription that an operation is, or <see langword="null"/>.</summary>
    public static Subscription? Of(IOperation? operation) =>
        operation is IEventAssignmentOperation { EventReference: { } reference } assignment && reference.Unwrap() is IEventReferenceOperation @event ? new Subscription(assignment, @event) : null;

    private static ISymbol? HandlerOf(IOperation value)
    {
        value = value.Unwrap();
        while (value is IDelegateCreationOperation creation)
            value = creation.Target.Unwrap();
        return value switch
        {
            IMethodReferenceOperation method => method.Method.OriginalDefinition,
            IAnonymousFunctionOperation => null,
            _ => value.ReferencedSymbol()?.OriginalDefinition,
        };
    }
}
