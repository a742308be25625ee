using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>What a member does with the response of a call: which properties it reads, and whether it hands the whole on.</summary>
internal sealed class ResponseUses
{
    private readonly List<PropertyRead> _reads = [];
    private readonly List<IOperation> _enumerations = [];
    private readonly HashSet<ILocalSymbol> _locals = new(SymbolEqualityComparer.Default);

    private ResponseUses()
    {
    }

    /// <summary>The properties that are read, in the order in which they are found.</summary>
    public IReadOnlyList<PropertyRead> Reads => _reads;

    /// <summary>Where the response itself is gone through, element by element, or asked for some of them.</summary>
    public IReadOnlyList<IOperation> Enumerations => _enumerations;

    /// <summary>Whether a local holds the response.</summary>
    public bool AreIn(ILocalSymbol local) => _locals.Contains(local);

    /// <summary>Whether other code gets the whole response.</summary>
    public bool IsHandedOn { get; private set; }

    /// <summary>What is done with the response of a call, awaited or not.</summary>
    public static ResponseUses Of(IInvocationOperation call)
    {
        var uses = new ResponseUses();
        uses.Follow(call);
        return uses;
    }

    private void Follow(IOperation value)
    {
        RecursionGuard.Check();
        switch (value.Parent)
        {
            case IConversionOperation { Type: INamedTypeSymbol { Name: "Task" or "ValueTask", IsGenericType: false } } or IDiscardOperation or IExpressionStatementOperation or null:
                break;
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation:
            case IConditionalOperation conditional when conditional.Condition != value && conditional.Type is not null:
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" } call when call.Instance == value:
            case IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } } result when result.Instance == value:
                Follow(value.Parent!);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                foreach (var instance in access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().Where(instance => instance.Access() == access))
                    Follow(instance);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowLocal(declarator.Symbol, declarator);
                break;
            case IAssignmentOperation assignment when assignment.Value == value:
                FollowAssignment(assignment);
                break;
            case IPropertyReferenceOperation property when property.Instance == value:
                _reads.Add(new PropertyRead(property.Property, property));
                break;
            case IIsPatternOperation pattern when pattern.Value == value:
                FollowPattern(pattern.Pattern, pattern);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
                break;
            case IForEachLoopOperation loop when loop.Collection == value:
                _enumerations.Add(value);
                break;
            case IInvocationOperation call when call.Instance == value:
                FollowCall(call, value);
                break;
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType.Name: "Enumerable" } } } argument when argument.Parameter?.Ordinal == 0:
                _enumerations.Add(value);
                break;

            // all.AddRange(response): the response is its elements.
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "AddRange" or "UnionWith" } } }:
                _enumerations.Add(value);
                break;
            default:
                IsHandedOn = true;
                break;
        }
    }

    private void FollowCall(IInvocationOperation call, IOperation value)
    {
        if (call.TargetMethod.Name == "GetEnumerator")
            _enumerations.Add(value);
        else
            IsHandedOn |= call.TargetMethod is not { Name: "Wait", ContainingType.Name: "Task" };
    }

    private void FollowAssignment(IAssignmentOperation assignment)
    {
        switch (assignment.Target)
        {
            case ILocalReferenceOperation local:
                FollowLocal(local.Local, assignment);
                if (assignment.Parent is not IExpressionStatementOperation)
                    Follow(assignment);
                break;
            case IDiscardOperation:
                break;
            default:
                IsHandedOn = true;
                break;
        }
    }

    private void FollowLocal(ILocalSymbol local, IOperation inside)
    {
        if (!_locals.Add(local))
            return;
        foreach (var reference in inside.Root().Descendants().OfType<ILocalReferenceOperation>())
        {
            if (SymbolEqualityComparer.Default.Equals(reference.Local, local) && !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                Follow(reference);
        }
    }

    private void FollowPattern(IPatternOperation pattern, IOperation inside)
    {
        RecursionGuard.Check();
        switch (pattern)
        {
            case IRecursivePatternOperation recursive:
                foreach (var part in recursive.PropertySubpatterns)
                {
                    if (part.Member is IPropertyReferenceOperation { Property: var property })
                        _reads.Add(new PropertyRead(property, part));
                }

                if (recursive.DeclaredSymbol is ILocalSymbol named)
                    FollowLocal(named, inside);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol declared }:
                FollowLocal(declared, inside);
                break;
            case INegatedPatternOperation not:
                FollowPattern(not.Pattern, inside);
                break;
        }
    }
}
