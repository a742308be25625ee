using GrowthGuard.Analyzers.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>
/// Follows what a call makes to the cache that it ends up in: one that is kept is made once for each entry, not for each call.
/// </summary>
/// <param name="context">The compilation.</param>
/// <param name="followsWrappers">Whether what is kept inside another object is kept.</param>
/// <param name="followsCalls">Whether what a method returns is kept when one of its callers keeps it.</param>
internal sealed class ValueDestination(CompilationAnalysis context, bool followsWrappers = true, bool followsCalls = true)
{
    private const int MaximumDepth = 4;

    // Methods that keep, under a key, what they are given or what a delegate gives them.
    private static readonly HashSet<string> KeepingMethods =
    [
        "GetOrAdd", "AddOrUpdate", "GetOrCreate", "GetOrCreateAsync", "GetOrSet", "GetOrSetAsync", "AddOrGetExisting", "GetValue",
        "EnsureInitialized", "Add", "TryAdd", "Set", "CompareExchange"
    ];

    /// <summary>
    /// The field, property or local in which the value is kept for later calls, or <see langword="null"/> when it is not kept.
    /// </summary>
    public ISymbol? HolderOf(IOperation value) => HolderOf(value, 0);

    private ISymbol? HolderOf(IOperation value, int depth)
    {
        RecursionGuard.Check();
        if (depth > MaximumDepth)
            return null;
        for (var child = value; child.Parent is { } parent; child = parent)
        {
            switch (parent)
            {
                case IDelegateCreationOperation:
                case not null when parent.PassesOn(child):
                case IArrayElementReferenceOperation element when element.ArrayReference == child:
                case IInvocationOperation { Type: { TypeKind: not TypeKind.Error, SpecialType: not SpecialType.System_Void } } step
                    when step.Instance == child && IsBuilder(child.Type):
                    continue;
                case ICoalesceAssignmentOperation assignment when assignment.Value == child:
                    return Member(assignment.Target);
                case ISimpleAssignmentOperation assignment when assignment.Value == child:
                    return HolderOf(assignment, child, depth);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return HolderOf(declarator.Symbol, declarator, depth);
                case IArgumentOperation argument:
                    return HolderOfArgument(argument, depth);
                case IFieldInitializerOperation { InitializedFields: { Length: > 0 } fields }:
                    return fields[0];
                case IPropertyInitializerOperation { InitializedProperties: { Length: > 0 } properties }:
                    return properties[0];
                case IReturnOperation returned:
                    return HolderOfReturned(returned, depth);
                default:
                    return null;
            }
        }

        return null;
    }

    // `DefineDynamicAssembly(…).DefineDynamicModule(…).DefineType(…).CreateType()`: the last step is what is kept.
    private static bool IsBuilder(ITypeSymbol? type) => type is not null && type.Name.EndsWith("Builder", StringComparison.Ordinal);

    private ISymbol? HolderOf(ISimpleAssignmentOperation assignment, IOperation value, int depth)
    {
        RecursionGuard.Check();
        switch (assignment.Target.Unwrap())
        {
            case ILocalReferenceOperation local:
                return HolderOf(local.Local, local, depth) ?? HolderOfResult(assignment, depth);
            case IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } collection }:
                return Member(collection);
            case IArrayElementReferenceOperation element:
                return Member(element.ArrayReference);
            case IMemberReferenceOperation target:
                // Kept only where it is not replaced each time: behind a question for what is there, or for good in a constructor.
                return ConditionFacts.Before(assignment)
                    .Any(known => known.Condition.DescendantsAndSelf()
                        .Any(part => part is IMemberReferenceOperation or ILocalReferenceOperation && part.IsSameAs(target))) ||
                    assignment.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor }
                    ? target.Member
                    : HolderOfResult(assignment, depth);
            default:
                return null;
        }
    }

    // `_cache.Add(key, made = new …)`
    private ISymbol? HolderOfResult(ISimpleAssignmentOperation assignment, int depth) =>
        assignment.Parent is IExpressionStatementOperation ? null : HolderOf(assignment, depth + 1);

    private ISymbol? HolderOf(ILocalSymbol local, IOperation place, int depth)
    {
        RecursionGuard.Check();
        return BodyIndex.Of(place.Root()).ReferencesTo(local)
                .Where(static reference => !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                .Select(reference => HolderOf(reference, depth + 1)).FirstOrDefault(holder => holder is not null);
    }

    private ISymbol? HolderOfArgument(IArgumentOperation argument, int depth) => argument.Parent switch
    {
        IInvocationOperation call when call.Arguments.Length > 1 && KeepingMethods.Contains(call.TargetMethod.Name) => HolderOfCall(call),
        IObjectCreationOperation wrapper when followsWrappers => HolderOf(wrapper, depth + 1),
        _ => null,
    };

    // `_cache.GetOrAdd(…)`, `EnsureInitialized(ref _field, …)`, `_cache.TryAdd(…)` as an extension.
    private static ISymbol? HolderOfCall(IInvocationOperation call) =>
        (call.Instance is null ? null : Member(call.Instance)) ??
        call.Arguments.Select(argument => Member(argument.Value)).FirstOrDefault(member => member is IFieldSymbol or IPropertySymbol) ??
        call.Instance?.ReferencedSymbol();

    private ISymbol? HolderOfReturned(IReturnOperation returned, int depth)
    {
        switch (returned.EnclosingFunction())
        {
            case IAnonymousFunctionOperation lambda:
                return HolderOf(lambda, depth + 1);
            case ILocalFunctionOperation function:
                return HolderOfCalls(function.Symbol, depth);
            default:
                return returned.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet } method
                    ? HolderOfCalls((ISymbol?)method.AssociatedSymbol ?? method, depth)
                    : null;
        }
    }

    private ISymbol? HolderOfCalls(ISymbol called, int depth) => !followsCalls
        ? null
        : context.ReferencesTo(called).Select(call => HolderOf(call, depth + 1)).FirstOrDefault(holder => holder is not null);

    private static ISymbol? Member(IOperation operation)
    {
        RecursionGuard.Check();
        return operation.Unwrap() switch
        {
            IMemberReferenceOperation { Member: IPropertySymbol { Name: "Value" }, Instance: { } lazy } => Member(lazy),
            IMemberReferenceOperation member => member.Member,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
    }
}
