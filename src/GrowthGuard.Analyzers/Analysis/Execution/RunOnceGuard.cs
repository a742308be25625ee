using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Execution;

/// <summary>
/// Recognises code that runs once although it stands in a method that runs often: behind a static flag or a static reference which the
/// same code sets, or behind a flag of the object whose collection is filled, which that code or the constructor sets.
/// </summary>
internal sealed class RunOnceGuard(CompilationAnalysis context)
{
    /// <summary>Whether the operation runs only until a static flag, counter or reference is set, and its own member sets it.</summary>
    public bool RunsOnce(IOperation operation) => ConditionFacts.Imply(operation, literal => SaysNotYet(literal, operation));

    /// <summary>Whether the operation runs once for each object of its type, behind a flag of that, whatever it does it to.</summary>
    public bool RunsOncePerObject(IOperation operation) =>
        ConditionFacts.Imply(operation, literal => SaysNotYet(literal, operation, isAboutObject: true));

    /// <summary>Whether the literal says that a flag, counter or reference is unset which the operation's member sets.</summary>
    public bool SaysNotYet(ConditionLiteral literal, IOperation operation, bool isAboutObject = false) =>
        (literal.Other is null && IsExchange(literal.Operand)) ||
        (literal.IsOperandUnset && IsSetHere(literal.Operand, operation, isAboutObject));

    private static bool IsExchange(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Exchange" or "CompareExchange", ContainingType.Name: "Interlocked" } };

    // The flag must live as long as what it guards, and be set by the member that tests it, or by the one that is called when it is not
    // set.
    private bool IsSetHere(IOperation flag, IOperation operation, bool isAboutObject)
    {
        flag = flag.Unwrap();
        if (flag is IInvocationOperation { TargetMethod: { Name: "Exchange" or "CompareExchange"
            or "Read", ContainingType.Name: "Interlocked" or "Volatile" } } atomic)
            flag = atomic.Arguments[0].Value.Unwrap();
        if (flag is not IMemberReferenceOperation { Member: var member } ||
            !(member.IsStatic ||
                (flag.IsOfThis() && (isAboutObject || IsOnThis(operation) || (IsOnStatic(operation) && IsOfLongLived(member))) &&
                    !IsUnsetAgain(member))))
            return false;
        var here = operation.ContainingMember();
        var callee = (operation as IInvocationOperation)?.TargetMethod.OriginalDefinition;
        return context.WritesTo(member).Any(reference => IsSet(reference) && reference.ContainingMember() is var setter &&
                (SymbolEqualityComparer.Default.Equals(setter, here) ||
                    (callee is not null && SymbolEqualityComparer.Default.Equals(setter, callee)))) ||
            (flag.IsOfThis() && IsOnThis(operation) && IsSetByConstructors(member));
    }

    /// <summary>Whether every object has the flag set when it is made: a base class's constructor, say, calls what tests it.</summary>
    private bool IsSetByConstructors(ISymbol flag)
    {
        var setting = context.AssignmentsTo(flag).Where(
            static assignment => assignment.Value.ConstantValue is { HasValue: true, Value: true } &&
                assignment.Parent is IExpressionStatementOperation { Parent: IBlockOperation { Parent: IConstructorBodyOperation } })
            .Select(static assignment => assignment.ContainingMember()).ToList();
        return setting.Count > 0 &&
            flag.ContainingType.InstanceConstructors.All(constructor => setting.Contains(constructor, SymbolEqualityComparer.Default) ||
                CallsAnotherOfItsType(constructor));
    }

    // `: this(…)`
    private bool CallsAnotherOfItsType(IMethodSymbol constructor) =>
        context.BodiesOf(constructor).OfType<IConstructorBodyOperation>().Any(body =>
            body.Initializer
                is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } other } } &&
                SymbolEqualityComparer.Default.Equals(other.ContainingType, constructor.ContainingType));

    // `_items.Add(x)` behind `_loaded`, both of one object.
    private static bool IsOnThis(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { } instance } => instance.Unwrap() is IInstanceReferenceOperation || instance.Unwrap().IsOfThis(),
        IPropertyReferenceOperation { Instance: { } instance } => instance.Unwrap().IsOfThis(),
        _ => false,
    };

    // `ActivitySource.AddActivityListener(…)`, `Shared.Headers.Add(…)` behind a flag of a singleton.
    private static bool IsOnStatic(IOperation operation)
    {
        if (operation is not IInvocationOperation call)
            return false;
        var instance = call.Instance?.Unwrap();
        while (instance is IMemberReferenceOperation member)
            instance = member.Instance?.Unwrap();
        return instance is null;
    }

    private bool IsOfLongLived(ISymbol flag) =>
        context.Lifetimes.IsLongLived(flag) || context.HandlerScopes.Handlers.ContainerClassOf(flag.ContainingType) is not null;

    private bool IsUnsetAgain(ISymbol flag) =>
        context.AssignmentsTo(flag).Any(static assignment => ConditionLiteral.IsUnset(assignment.Value));

    private static bool IsSet(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference && !ConditionLiteral.IsUnset(assignment.Value),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref } => true,
        _ => false,
    };
}
