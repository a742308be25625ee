using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>What a member does with the response of a call: which properties it reads, and whether it hands the whole on.</summary>
internal sealed class ResponseUses
{
    private readonly Func<string, bool> _isHolder;
    private readonly FactTable? _facts;
    private readonly List<PropertyRead> _reads = [];
    private readonly List<IOperation> _enumerations = [];
    private readonly HashSet<ILocalSymbol> _locals = new(SymbolEqualityComparer.Default);

    private ResponseUses(Func<string, bool> isHolder, FactTable? facts)
    {
        _isHolder = isHolder;
        _facts = facts;
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
    public static ResponseUses Of(IInvocationOperation call) => Of(call, static _ => false);

    /// <summary>The same, where some properties hold a part of what is asked about: those are looked into.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isHolder">Whether a property of this name, from the response on, is such a part.</param>
    /// <param name="facts">What only fills the response, if that is to be known.</param>
    public static ResponseUses Of(IInvocationOperation call, Func<string, bool> isHolder, FactTable? facts = null)
    {
        var uses = new ResponseUses(isHolder, facts);
        uses.Follow(call, null);
        return uses;
    }

    /// <summary>
    /// The same, where the call gives the token by an <c>out</c> argument: whoever gets the items does not get it with them.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="isToken">Whether an <c>out</c> parameter of this name tells of more pages.</param>
    public static ResponseUses OfOut(IInvocationOperation call, Func<string, bool> isToken)
    {
        var uses = Of(call);
        if (uses.IsHandedOn)
            uses._enumerations.Add(call);
        uses.IsHandedOn = false;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out } parameter && isToken(parameter.Name))
                uses.FollowOut(argument, parameter);
        }

        return uses;
    }

    private void FollowOut(IArgumentOperation argument, IParameterSymbol parameter)
    {
        switch (argument.Value is IDeclarationExpressionOperation { Expression: var declared } ? declared : argument.Value)
        {
            case IDiscardOperation:
                break;
            case ILocalReferenceOperation { Local: var local }:
                foreach (var reference in argument.Root().Descendants().OfType<ILocalReferenceOperation>())
                {
                    if (SymbolEqualityComparer.Default.Equals(reference.Local, local) && !argument.Contains(reference) &&
                        !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                        _reads.Add(new PropertyRead(null, parameter, reference));
                }

                break;
            default:
                IsHandedOn = true;
                break;
        }
    }

    private void Follow(IOperation value, string? holder)
    {
        RecursionGuard.Check();
        switch (value.Parent)
        {
            case IConversionOperation { Type: INamedTypeSymbol { Name: "Task" or "ValueTask", IsGenericType: false } } or IDiscardOperation
                or IExpressionStatementOperation or null:
                break;
            case { } parent when parent.PassesOn(value):
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "WaitAsync" } call
                when call.Instance == value:
            case IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } } result
                when result.Instance == value:
                Follow(value.Parent!, holder);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                foreach (var instance in access.Instances())
                    Follow(instance, holder);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowLocal(declarator.Symbol, declarator, holder);
                break;
            case IDeconstructionAssignmentOperation taken
                when taken.Value == value && value.Type is INamedTypeSymbol { IsTupleType: true } tuple:
                FollowDeconstruction(taken, tuple, holder);
                break;
            case IAssignmentOperation assignment when assignment.Value == value:
                FollowAssignment(assignment, holder);
                break;
            case IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } member when member.Instance == value:
                AddRead(member.Member, member, holder);
                break;
            case IIsPatternOperation pattern when pattern.Value == value:
                FollowPattern(pattern.Pattern, pattern, holder);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
                break;
            case IForEachLoopOperation loop when loop.Collection == value:
                _enumerations.Add(value);
                break;
            case IInvocationOperation call when call.Instance == value:
                FollowCall(call, value);
                break;
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true,
                ContainingType.Name: "Enumerable" } } } argument when argument.Parameter?.Ordinal == 0:
                _enumerations.Add(value);
                break;

            // all.AddRange(response): the response is its elements.
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "AddRange" or "UnionWith" } } }:
                _enumerations.Add(value is IConversionOperation { Operand: var elements } ? elements : value);
                break;

            // context.Load(items): they are filled, and used where they are.
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var loader } }
                when _facts?.NamesMember(FactKind.ResultLoader, loader) == true:
                break;
            default:
                IsHandedOn = true;
                break;
        }
    }

    private void AddRead(ISymbol member, IOperation operation, string? holder)
    {
        var read = new PropertyRead(holder, member, operation);
        _reads.Add(read);
        if (_isHolder(read.Path))
            Follow(operation, read.Path);
    }

    private void FollowCall(IInvocationOperation call, IOperation value)
    {
        if (call.TargetMethod.Name == "GetEnumerator")
            _enumerations.Add(value);
        else
            IsHandedOn |= call.TargetMethod is not { Name: "Wait", ContainingType.Name: "Task" };
    }

    private void FollowAssignment(IAssignmentOperation assignment, string? holder)
    {
        switch (assignment.Target)
        {
            case ILocalReferenceOperation local:
                FollowLocal(local.Local, assignment, holder);
                if (assignment.Parent is not IExpressionStatementOperation)
                    Follow(assignment, holder);
                break;
            case IDiscardOperation:
                break;
            default:
                IsHandedOn = true;
                break;
        }
    }

    private void FollowLocal(ILocalSymbol local, IOperation write, string? holder)
    {
        if (!_locals.Add(local))
            return;
        foreach (var read in ReachingDefinitions.ReadsOf(local, write))
            Follow(read, holder);
    }

    // var (items, next) = await client.ListAsync(): a discard reads nothing.
    private void FollowDeconstruction(IDeconstructionAssignmentOperation taken, INamedTypeSymbol tuple, string? holder)
    {
        var targets = (taken.Target is IDeclarationExpressionOperation { Expression: var declared }
            ? declared
            : taken.Target) as ITupleOperation;
        for (var i = 0; targets is not null && i < targets.Elements.Length && i < tuple.TupleElements.Length; i++)
        {
            var element = tuple.TupleElements[i];
            switch (targets.Elements[i] is IDeclarationExpressionOperation { Expression: var inner } ? inner : targets.Elements[i])
            {
                case IDiscardOperation:
                    break;
                case ILocalReferenceOperation { Local: var local }:
                    foreach (var reference in taken.Root().Descendants().OfType<ILocalReferenceOperation>())
                    {
                        if (SymbolEqualityComparer.Default.Equals(reference.Local, local) && !taken.Contains(reference))
                            _reads.Add(new PropertyRead(holder, element, reference));
                    }

                    break;
                default:
                    IsHandedOn = true;
                    break;
            }
        }

        IsHandedOn |= targets is null;
    }

    private void FollowPattern(IPatternOperation pattern, IOperation inside, string? holder)
    {
        RecursionGuard.Check();
        switch (pattern)
        {
            case IRecursivePatternOperation recursive:
                foreach (var part in recursive.PropertySubpatterns)
                {
                    if (part.Member is not IPropertyReferenceOperation { Property: var property })
                        continue;
                    var read = new PropertyRead(holder, property, part);
                    _reads.Add(read);
                    if (_isHolder(read.Path))
                        FollowPattern(part.Pattern, inside, read.Path);
                }

                if (recursive.DeclaredSymbol is ILocalSymbol named)
                    FollowDeclared(named, inside, holder);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol declared }:
                FollowDeclared(declared, inside, holder);
                break;
            case INegatedPatternOperation not:
                FollowPattern(not.Pattern, inside, holder);
                break;
        }
    }

    private void FollowDeclared(ILocalSymbol local, IOperation inside, string? holder)
    {
        if (!_locals.Add(local))
            return;
        foreach (var reference in inside.Root().Descendants().OfType<ILocalReferenceOperation>())
        {
            if (SymbolEqualityComparer.Default.Equals(reference.Local, local) &&
                !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                Follow(reference, holder);
        }
    }
}
