using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>When a lambda or method group runs, relative to where it is written.</summary>
internal enum DelegateTiming
{
    /// <summary>There and then, and not afterwards: LINQ, <c>ForEach</c>, value factories.</summary>
    InPlace,

    /// <summary>Once: the factory of a <c>Lazy&lt;T&gt;</c>.</summary>
    Once,

    /// <summary>Later, perhaps often.</summary>
    Deferred,
}

/// <summary>What is known of the calls that take delegates.</summary>
internal static class DelegateInvocation
{
    public static DelegateTiming RunOf(IOperation function)
    {
        switch (CallOf(function))
        {
            case IObjectCreationOperation { Type: { } type } when StoreFinder.LazyValue(type) is not null:
                return DelegateTiming.Once;
            case IInvocationOperation call when RunsInPlace(call.TargetMethod) || IsOnLifecycle(call):
                return DelegateTiming.InPlace;
            default:
                return DelegateTiming.Deferred;
        }
    }

    /// <summary>
    /// Whether the function is called again and again: an event handler, a timer's work, or what is mapped to requests or messages. What a
    /// method that starts something is given is the work itself, unless it takes data: <c>server.Start(request =&gt; …)</c>.
    /// </summary>
    public static bool IsCalledAgain(IOperation function, FactTable facts) =>
        RunOf(function) == DelegateTiming.Deferred && CallOf(function) switch
        {
            IEventAssignmentOperation { Adds: true } => true,
            IObjectCreationOperation { Type.Name: "Timer" or "ActionBlock" or "TransformBlock" } => true,
            IInvocationOperation { TargetMethod.Name: var name } =>
                !facts.OfKind(FactKind.LifecycleWord).Any(word => name.IndexOf(word.Name, StringComparison.Ordinal) >= 0) &&
                (HasVerb(name, FactKind.CallbackVerb, facts) || (TakesData(function) && HasVerb(name, FactKind.DataCallbackVerb, facts))),
            _ => false,
        };

    /// <summary>Whether the function is the work of a thread, which as a rule lasts as long as the process.</summary>
    public static bool IsThreadWork(IOperation function) => CallOf(function) is IObjectCreationOperation { Type.Name: "Thread" };

    /// <summary>
    /// Whether the function is given to a method declared in this compilation whose name says that it starts work. If that method does
    /// more than call the function once, the work is repeated: the function is called in a loop, stored, or passed on.
    /// </summary>
    public static bool IsStartedByDeclaredMethod(IOperation function, FactTable facts) =>
        CallOf(function) is IInvocationOperation { TargetMethod: { IsExtern: false, IsAbstract: false,
            DeclaringSyntaxReferences.Length: > 0, Name: var name } } &&
        HasVerb(name, FactKind.DataCallbackVerb, facts);

    private static bool HasVerb(string name, FactKind kind, FactTable facts) =>
        facts.OfKind(kind).Any(verb => name.StartsWithWord(verb.Name));

    private static bool TakesData(IOperation function) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol.Parameters.Any(IsData),
        IMethodReferenceOperation group => group.Method.Parameters.Any(IsData),
        _ => false,
    };

    private static bool IsData(IParameterSymbol parameter) => parameter.Type.Name != "CancellationToken";

    /// <summary>The field or property that a function is assigned to, or <see langword="null"/>.</summary>
    public static ISymbol? HolderOf(IOperation function)
    {
        var holder = function.Parent;
        while (holder is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            holder = holder.Parent;
        return holder switch
        {
            IFieldInitializerOperation initializer => initializer.InitializedFields.FirstOrDefault(),
            IPropertyInitializerOperation initializer => initializer.InitializedProperties.FirstOrDefault(),
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } => target.Member,
            _ => null,
        };
    }

    /// <summary>The field or property of another object that a function is assigned or added to, or <see langword="null"/>.</summary>
    public static IMemberReferenceOperation? MemberGiven(IOperation function)
    {
        var value = function;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent is IAssignmentOperation { Target: var target } assignment && assignment.Value == value &&
            target.Unwrap() is IMemberReferenceOperation { Instance: { } owner } member &&
            owner is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            ? member
            : null;
    }

    // Inside the framework's collections, LINQ, arrays and Parallel a delegate does not outlive the call.
    private static bool RunsInPlace(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "Enumerable" or "Array" or "Parallel" or "ParallelEnumerable" or "ImmutableInterlocked" or "LazyInitializer" or "Regex"
            or "String" } => true,
        { ContainingNamespace: { Name: "Generic" or "Concurrent" or "Immutable", ContainingNamespace.Name: "Collections" } } => true,
        { Name: "ConditionalWeakTable" } => true,

        // Runs elsewhere, but once.
        { Name: "Task" or "TaskFactory", ContainingNamespace.Name: "Tasks" } => true,
        { Name: "CancellationToken", ContainingNamespace.Name: "Threading" } => true,
        _ => method.Name == "Invoke",
    };

    // What is handed to a lifecycle runs once when its object starts, or stops: as often as it is handed.
    private static bool IsOnLifecycle(IInvocationOperation call) =>
        call.Arguments.Select(static argument => argument.Value)
            .Append(call.Instance)
            .Any(static part => part?.Unwrap().Type?.Name.EndsWith("Lifecycle", StringComparison.Ordinal) == true);

    /// <summary>The call, object creation or subscription that the function is handed to.</summary>
    public static IOperation? CallOf(IOperation function)
    {
        foreach (var ancestor in function.SelfAndAncestors().Skip(1))
        {
            switch (ancestor)
            {
                case IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation or IArgumentOperation:
                    continue;
                case IInvocationOperation or IObjectCreationOperation or IEventAssignmentOperation:
                    return ancestor;
                default:
                    return null;
            }
        }

        return null;
    }
}
