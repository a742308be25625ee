using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Collects all uses of a store: starts at each reference and follows the value outwards, through conversions, local aliases,
/// accessors, parameters of methods in source and the collections inside it, until something is done to it.
/// </summary>
internal sealed class StoreUseCollector(CompilationAnalysis context, CallSiteFinder calls, Store store)
{
    // Deep enough for accessor -> helper -> alias; a chain that is longer is counted as an escape.
    private const int MaximumDepth = 4;

    // No code that people write hands a store through so many variables: what comes behind them is not seen.
    private const int MostFollowed = 1000;

    private readonly ImmutableArray<StoreUse>.Builder _uses = ImmutableArray.CreateBuilder<StoreUse>();
    private readonly HashSet<(ISymbol Symbol, int Level)> _followed = [];
    private readonly Lazy<ChainReader> _chain = new(() => new ChainReader(context, calls, store));

    /// <summary>All uses, in the order of the source.</summary>
    public ImmutableArray<StoreUse> Collect()
    {
        FollowReferences(store.Symbol, 0, 0);
        if (store.Fact == Fact.Chained)
        {
            foreach (var (kind, operation) in _chain.Value.Elsewhere())
                Add(kind, operation, null, 0);
        }

        return _uses.ToImmutable();
    }

    private void FollowReferences(ISymbol symbol, int level, int depth)
    {
        foreach (var reference in WaysTo(symbol).SelectMany(calls.Of))
        {
            if (reference is IFieldReferenceOperation or IPropertyReferenceOperation or IInvocationOperation or ILocalReferenceOperation)
                Follow(reference, level, depth);
        }
    }

    /// <summary>
    /// The symbol, and the members of interfaces in source that nothing else implements, through which it is reached too.
    /// </summary>
    private IEnumerable<ISymbol> WaysTo(ISymbol symbol) =>
        ((symbol as IPropertySymbol)?.GetMethod ??
            symbol as IMethodSymbol) is { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet } method
            ? method.CalledThrough()
                .Where(entry => IsOnlyWayOf(method, entry))
                .Select(static entry => entry.AssociatedSymbol ?? entry)
                .Prepend(symbol)
            : [symbol];

    /// <summary>
    /// Whether a member of an interface or base class stands for this one alone: it is declared here, and nothing else implements or
    /// overrides it.
    /// </summary>
    private bool IsOnlyWayOf(IMethodSymbol method, IMethodSymbol entry) =>
        entry.IsInSource() && (entry.IsAbstract || entry.ContainingType.TypeKind == TypeKind.Interface) &&
        context.BodiesBehind(entry).All(other => SymbolEqualityComparer.Default.Equals(other, method.OriginalDefinition));

    /// <summary>Follows a value that is the store (level 0) or a collection inside it (level 1).</summary>
    private void Follow(IOperation value, int level, int depth)
    {
        RecursionGuard.Check();
        if (depth > MaximumDepth)
        {
            Add(StoreUseKind.Escape, value, null, level);
            return;
        }

        switch (value.Parent)
        {
            case { } parent when parent.PassesOn(value):
                Follow(parent, level, depth);
                break;
            case IFieldReferenceOperation element when element.Instance == value && IsGrowable(element.Type):
                Follow(element, level, depth);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                foreach (var instance in access.Instances())
                    Follow(instance, level, depth);
                break;
            case IInvocationOperation invocation when invocation.Instance == value:
                OnCall(invocation, level, depth);
                break;
            case IPropertyReferenceOperation property when property.Instance == value:
                OnProperty(property, level, depth);
                break;
            case IMethodReferenceOperation method when method.Instance == value:
                OnMember(method, method.Method, null, level);
                break;
            case IArgumentOperation argument:
                OnArgument(value, argument, level, depth);
                break;
            case IAssignmentOperation assignment when assignment.Target == value:
                OnReplaced(assignment, level);
                break;
            case IAssignmentOperation assignment when assignment.Value == value:
                FollowTarget(assignment.Target, value, level, depth);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowLocal(declarator.Symbol, declarator, level, depth);
                break;
            case IForEachLoopOperation loop when level == 0 && loop.Collection.Unwrap() == value.Unwrap():
                break;
            case IReturnOperation returned:
                OnReturned(returned, level, depth);
                break;
            case IIsPatternOperation test:
                OnPattern(test, test.Pattern, level, depth);
                break;
            case IArrayInitializerOperation or ITupleOperation or IMemberInitializerOperation or IFieldInitializerOperation
                or IPropertyInitializerOperation:
                if (CanBeChanged(value.Type))
                    Add(StoreUseKind.Escape, value, null, level);
                break;
        }
    }

    // `store is { Count: < 10 }`, `store is not { } named`
    private void OnPattern(IIsPatternOperation test, IPatternOperation pattern, int level, int depth)
    {
        RecursionGuard.Check();
        foreach (var local in PatternVariables.In(pattern))
            FollowLocal(local, test, level, depth);
        switch (pattern)
        {
            case INegatedPatternOperation not:
                OnPattern(test, not.Pattern, level, depth);
                break;
            case IBinaryPatternOperation both:
                OnPattern(test, both.LeftPattern, level, depth);
                OnPattern(test, both.RightPattern, level, depth);
                break;
            case IRecursivePatternOperation parts:
                foreach (var part in parts.PropertySubpatterns.Where(
                    part => part.Member is IPropertyReferenceOperation { Property.Name: "Count" or "Length" }))
                    Add(StoreUseKind.CountRead, part.Member, null, level);
                break;
        }
    }

    private void OnCall(IInvocationOperation call, int level, int depth)
    {
        var method = call.TargetMethod;
        if (method.Name is "get_Value" or "GetAlternateLookup" or "AsQueryable")
        {
            Follow(call, level, depth);
            return;
        }

        OnMember(call, method, call.Arguments, level);
        if (SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType) &&
            context.Facts.Growable(method.ContainingType) is { IsPersistent: false })
            Follow(call, level, depth);
        FollowElements(call, method, level, depth);
    }

    /// <summary>Records what a member of the collection does to it.</summary>
    private void OnMember(IOperation operation, IMethodSymbol method, ImmutableArray<IArgumentOperation>? arguments, int level)
    {
        // `StringWriter` has most of its members from its base.
        var fact = FactOf(method.ContainingType) ??
            (operation is IInvocationOperation { Instance.Type: { } receiver } ? FactOf(receiver) : null);
        var key = arguments is { Length: > 0 } given ? given[0].Value : null;
        if (fact is null)
            return;
        if (fact.Adds.Contains(method.Name))
        {
            if (!fact.IsPersistent || FlowsBack(operation))
                AddGrowth(operation, key, level, fact.IsKeyed);
        }
        else if (fact.Removes.Contains(method.Name))
        {
            if (!fact.IsPersistent || FlowsBack(operation))
                Add(EvictionKind(method), operation, key, level);
        }
        else if (method.Name.StartsWith("Contains", StringComparison.Ordinal) ||
            method.Name is "TryGetValue" or "IndexOf" or "Exists" or "Any" or "Find" or "BinarySearch")
            Add(StoreUseKind.Lookup, operation, key, level);
    }

    private void OnProperty(IPropertyReferenceOperation property, int level, int depth)
    {
        if (property.Arguments.Length > 0)
        {
            var isSet = property.Parent is IAssignmentOperation assignment && assignment.Target == property ||
                property.Parent is IIncrementOrDecrementOperation ||
                property.Parent is ICoalesceAssignmentOperation coalesce && coalesce.Target == property;
            if (isSet && FactOf(property.Property.ContainingType) is { } fact && fact.Adds.Contains(Fact.Indexer))
                AddGrowth(property, property.Arguments[0].Value, level, isKeyed: true);
            else if (!isSet)
                Add(StoreUseKind.Lookup, property, property.Arguments[0].Value, level);
            if (level == 0 && property.Parent is not IAssignmentOperation && IsGrowable(property.Type))
                Follow(property, 1, depth);
        }
        else if (property.Property.Name == "Value" && StoreFinder.LazyValue(property.Property.ContainingType) is not null)
            Follow(property, level, depth);
        else if (property.Property.Name is "Length" or "Position" && property.Parent is IAssignmentOperation set && set.Target == property)
            Add(StoreUseKind.Eviction, set, null, level);
        else if (property.Property.Name is "Count" or "Length" or "IsEmpty" or "LongCount")
            Add(StoreUseKind.CountRead, property, null, level);
        else if (level == 0 && property.Property.Name == "Values" &&
            property.Parent is IForEachLoopOperation or IConversionOperation { Parent: IForEachLoopOperation })
            FollowLoopVariables(property, depth);
    }

    private void OnArgument(IOperation value, IArgumentOperation argument, int level, int depth)
    {
        if (argument.Parameter is not { } parameter)
            return;
        switch (argument.Parent)
        {
            case IInvocationOperation call:
                OnPassed(value, argument, parameter, call, level, depth);
                break;
            case IObjectCreationOperation creation when creation.Type is not null && context.Facts.Growable(creation.Type) is not null:
                // A copy matters only when it takes the store's place, which the assignment sees. Collections made of an IList wrap it.
                if (parameter.Type is INamedTypeSymbol { Name: "IList", IsGenericType: true })
                    Add(StoreUseKind.Escape, value, null, level);
                break;
            case IObjectCreationOperation { Constructor: { } constructor }:
                if (CanBeChanged(parameter.Type))
                    FollowParameter(constructor, parameter, value, level, depth);
                break;
            case IPropertyReferenceOperation:
                break;
            default:
                Add(StoreUseKind.Escape, value, null, level);
                break;
        }
    }

    private void OnPassed(
        IOperation value,
        IArgumentOperation argument,
        IParameterSymbol parameter,
        IInvocationOperation call,
        int level,
        int depth)
    {
        var method = call.TargetMethod;
        if (method is { ContainingType.Name: "Interlocked", Name: "Exchange" or "CompareExchange" } && argument == call.Arguments[0])
        {
            OnInterlocked(value, call, level, depth);
            return;
        }

        if (method is { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array } && call.Arguments.Length == 2)
        {
            if (call.Arguments[1].Value.Descendants()
                .Prepend(call.Arguments[1].Value)
                .Any(static part => part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Multiply }))
                AddGrowth(call, null, level, isKeyed: false);
            return;
        }

        if (context.Facts.About(method.ContainingType).FirstOrDefault(fact => fact.Kind == FactKind.Adder) is { } adder)
        {
            var key = call.Arguments
                .Select(other => other.Value)
                .FirstOrDefault(other => other != argument.Value && other is not IDelegateCreationOperation);
            var isKeyed = store.Fact.IsKeyed || method.Name is "GetOrAdd" or "AddOrUpdate" or "TryAdd" or "GetValueRefOrAddDefault";
            if (adder.Adds.Contains(method.Name))
                AddGrowth(call, key, level, isKeyed);
            else if (method is { Name: "Update", ContainingType.Name: "ImmutableInterlocked" })
                FollowTransformer(call, level, depth);
            else if (adder.Removes.Contains(method.Name))
                Add(
                    method.Name.StartsWith("TryRemove", StringComparison.Ordinal) || method.Name == "Remove"
                        ? StoreUseKind.KeyedEviction
                        : StoreUseKind.Eviction,
                    call,
                    key,
                    level);
            return;
        }

        if (method is { Name: "Count" or "LongCount" or "TryGetNonEnumeratedCount", ContainingType.Name: "Enumerable" })
            Add(StoreUseKind.CountRead, call, null, level);
        else if (method is { Name: "Contains" or "Any", ContainingType.Name: "Enumerable" })
            Add(StoreUseKind.Lookup, call, call.Arguments.Length > 1 ? call.Arguments[1].Value : null, level);
        else if (CanBeChanged(parameter.Type) || parameter.RefKind is RefKind.Ref or RefKind.Out)
            FollowParameter(method, parameter, value, level, depth);
        FollowElements(call, method, level, depth);
    }

    // Update(ref store, old => old.Add(item)): the lambda's parameter is the store.
    private void FollowTransformer(IInvocationOperation call, int level, int depth)
    {
        foreach (var lambda in call.Arguments
            .Select(argument => argument.Value.Unwrap()).OfType<IDelegateCreationOperation>()
            .Select(created => created.Target).OfType<IAnonymousFunctionOperation>())
        {
            foreach (var reference in lambda.Body.Descendants().OfType<IParameterReferenceOperation>()
                .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, lambda.Symbol.Parameters.FirstOrDefault())))
                Follow(reference, level, depth);
        }
    }

    private void OnInterlocked(IOperation value, IInvocationOperation call, int level, int depth)
    {
        if (call.TargetMethod.Name == "CompareExchange" && call.Arguments.Length == 3 &&
            call.Arguments[2].Value.Unwrap() is ILiteralOperation or IDefaultValueOperation)
            return;

        // `var inner = store[key]; Interlocked.Exchange(ref inner, new());` gives the local something else; the store keeps what it has.
        if (value.Unwrap() is not ILocalReferenceOperation { Local.IsRef: false })
            OnNewContent(call, call.Arguments[1].Value, level);
        Follow(call, level, depth + 1);
    }

    private void OnReplaced(IAssignmentOperation assignment, int level)
    {
        if (assignment is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add })
        {
            if (store.Fact == Fact.Rebuilt && assignment.Type?.SpecialType == SpecialType.System_String)
                AddGrowth(assignment, null, level, isKeyed: false);
            return;
        }

        if (level == 0 && assignment is not ICoalesceAssignmentOperation && IsStoreReference(assignment.Target.Unwrap()))
            OnNewContent(assignment, assignment.Value, level);
    }

    /// <summary>
    /// Something takes the place of the store's content: a fresh collection empties it, one that is made from the old makes it grow or
    /// shrink.
    /// </summary>
    private void OnNewContent(IOperation operation, IOperation content, int level)
    {
        if (store.Fact == Fact.Chained)
        {
            if (_chain.Value.OnHead(operation, content, IsStoreReference) is { } kind)
                Add(kind, operation, null, level);
            return;
        }

        var fromItself = ValueOrigin.Of(content).Where(origin => origin.DescendantsAndSelf().Any(IsStoreReference)).ToList();
        if (fromItself.Count == 0)
            Add(StoreUseKind.Replacement, operation, null, level);
        else if (store.Fact == Fact.Rebuilt)
            OnRebuilt(operation, fromItself, level);
        else if (fromItself.Any(IsShrinking))
            Add(StoreUseKind.Eviction, operation, null, level);
        else if (content.Unwrap() is ILocalReferenceOperation copy)
            FollowLocal(copy.Local, copy, level, MaximumDepth - 1);
        else if (!store.Fact.IsPersistent && !fromItself.All(origin => origin is IObjectCreationOperation { Initializer: null }))
            AddGrowth(operation, KeyAddedTo(fromItself), level, isKeyed: KeyAddedTo(fromItself) is not null);
    }

    /// <summary>A text or an array that is made from the old one: longer, shorter, or with other elements.</summary>
    private void OnRebuilt(IOperation operation, List<IOperation> sources, int level)
    {
        if (sources.Any(IsShrinking))
            Add(StoreUseKind.Eviction, operation, null, level);
        else if (sources.Any(source => IsLengthening(source, store.Type.SpecialType == SpecialType.System_String)))
            AddGrowth(operation, null, level, isKeyed: false);
    }

    private static bool IsLengthening(IOperation source, bool isText) => source.DescendantsAndSelf().Any(part =>
        (isText && part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }
            or IInterpolatedStringOperation { Parts.Length: > 1 }) ||
        part is IInvocationOperation { TargetMethod.Name: "Append" or "Prepend" or "Concat" or "Insert" or "Join" or "Union" } ||
        IsSpread(part));

    // `[.. items, item]`: the operation is younger than the compiler that the pack is built against.
    private static bool IsSpread(IOperation operation) =>
        operation.Kind.ToString() == "CollectionExpression" && operation.ChildOperations.Count > 1;

    // `new(_store) { [key] = value }`: a copy that has one key more.
    private static IOperation? KeyAddedTo(List<IOperation> copies) =>
        copies.Count == 1 && copies[0] is IObjectCreationOperation { Initializer.Initializers: { Length: 1 } added } &&
        added[0] is IAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: 1 } entry }
            ? entry.Arguments[0].Value
            : null;

    private static bool IsShrinking(IOperation source) =>
        source.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call =>
            call.TargetMethod.Name is "Substring" or "Where" or "Except" or "ExceptBy" or "Take" or "TakeLast" or "TakeWhile" or "Skip"
                or "SkipWhile" or "Remove" or "RemoveAll" or "RemoveAt" or "RemoveRange" or "Intersect" or "Clear" or "Dequeue" or "Pop");

    private bool IsStoreReference(IOperation operation) =>
        operation is IMemberReferenceOperation or ILocalReferenceOperation &&
        SymbolEqualityComparer.Default.Equals(operation.ReferencedSymbol()?.OriginalDefinition, store.Symbol.OriginalDefinition);

    /// <summary>Whether the result of a persistent operation becomes the store's new content.</summary>
    private bool FlowsBack(IOperation result)
    {
        foreach (var ancestor in result.SelfAndAncestors())
        {
            switch (ancestor)
            {
                case IAssignmentOperation assignment:
                    return IsStoreReference(assignment.Target.Unwrap()) ||
                        assignment.Target.Unwrap() is ILocalReferenceOperation target && LocalFlowsBack(target.Local, assignment);
                case IVariableDeclaratorOperation declarator:
                    return LocalFlowsBack(declarator.Symbol, declarator);
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Interlocked"
                    or "ImmutableInterlocked" } call }:
                    return call.Arguments.Length > 0 && IsStoreReference(call.Arguments[0].Value.Unwrap());
                case IReturnOperation returned
                    when returned.EnclosingFunction()
                        is IAnonymousFunctionOperation { Parent.Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "ImmutableInterlocked" } } }:
                    return true;
                case IBlockOperation:
                    return false;
            }
        }

        return false;
    }

    private bool LocalFlowsBack(ILocalSymbol local, IOperation from) =>
        BodyIndex.Of(from.Root()).ReferencesTo(local).Any(reference =>
            reference.Parent switch
            {
                IAssignmentOperation assignment => assignment.Value == reference && IsStoreReference(assignment.Target.Unwrap()),
                IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Interlocked" } call } =>
                    IsStoreReference(call.Arguments[0].Value.Unwrap()),
                _ => false,
            });

    private void OnReturned(IReturnOperation returned, int level, int depth)
    {
        // One of several in a sequence: what is done to an element is not followed.
        if (returned is { Kind: OperationKind.YieldReturn, ReturnedValue.Type: var yielded } && CanBeChanged(yielded))
        {
            Add(StoreUseKind.Escape, returned, null, level);
            return;
        }

        if (returned.ReturnedValue is not { } value || !CanBeChanged(value.Type) ||
            returned.EnclosingFunction() is IAnonymousFunctionOperation lambda)
        {
            if (returned.EnclosingFunction() is IAnonymousFunctionOperation inner && CanBeChanged(returned.ReturnedValue?.Type) &&
                !IsLazyFactory(inner))
                Add(StoreUseKind.Escape, returned, null, level);
            return;
        }

        var symbol = returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) as IMethodSymbol;
        var accessor = symbol?.AssociatedSymbol ?? symbol;
        if (accessor is null)
            return;
        var type = symbol!.ReturnType;
        if (!CanBeChanged(type))
            return;
        if (context.IsVisibleOutside(accessor) || symbol.IsVirtual ||
            (symbol.IsOverride && symbol.CalledThrough().Any(entry => !IsOnlyWayOf(symbol, entry))))
            Add(StoreUseKind.Escape, returned, null, level);
        if (_followed.Add((accessor, level)))
            FollowReferences(accessor, level, depth + 1);
    }

    private static bool IsLazyFactory(IAnonymousFunctionOperation lambda) =>
        lambda.Parent
            is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IObjectCreationOperation { Type: { } type } } } &&
            StoreFinder.LazyValue(type) is not null;

    private void FollowTarget(IOperation target, IOperation value, int level, int depth)
    {
        switch (target.Unwrap())
        {
            case ILocalReferenceOperation local:
                FollowLocal(local.Local, local, level, depth);
                break;
            case IDiscardOperation:
                break;
            case IMemberReferenceOperation when IsStoreReference(target.Unwrap()):
                break;
            case IMemberReferenceOperation member when CanBeChanged(member.Type):
                if (context.IsVisibleOutside(member.Member) || HoldsOthers(member.Member))
                    Add(StoreUseKind.Escape, value, null, level);
                else if (_followed.Add((member.Member.OriginalDefinition, level)))
                    FollowReferences(member.Member, level, depth + 1);

                break;
            default:
                if (CanBeChanged(target.Type))
                    Add(StoreUseKind.Escape, value, null, level);
                break;
        }
    }

    /// <summary>
    /// Whether other values than the store are assigned to the member, so that what is done to it may not be done to the store.
    /// </summary>
    private bool HoldsOthers(ISymbol member) =>
        context.AssignmentsTo(member)
            .Any(assignment => assignment is ISimpleAssignmentOperation && !IsStoreReference(assignment.Value.Unwrap()));

    private void FollowLocal(ILocalSymbol local, IOperation inside, int level, int depth)
    {
        if (!_followed.Add((local, level)))
            return;
        if (_followed.Count > MostFollowed)
        {
            Add(StoreUseKind.Escape, inside, null, level);
            return;
        }

        foreach (var reference in BodyIndex.Of(inside.Root()).ReferencesTo(local))
        {
            if (!(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                Follow(reference, level, depth);
        }
    }

    private void FollowParameter(IMethodSymbol method, IParameterSymbol parameter, IOperation value, int level, int depth)
    {
        var callee = (method.ReducedFrom ?? method).OriginalDefinition;
        callee = callee.PartialImplementationPart ?? callee;
        var bodies = context.BodiesOf(callee).ToList();
        if (bodies.Count == 0 || depth >= MaximumDepth)
        {
            // The framework does not change what it is given to read; other people's code may, and so may whatever a delegate leads to.
            if (callee.MethodKind == MethodKind.DelegateInvoke || !IsFramework(callee.ContainingAssembly))
                Add(StoreUseKind.Escape, value, null, level);
            return;
        }

        var received = callee.Parameters.FirstOrDefault(candidate => candidate.Ordinal ==
            parameter.Ordinal + (method.ReducedFrom is null ? 0 : 1)) ?? parameter;
        if (!_followed.Add((received, level)))
            return;
        foreach (var reference in bodies.SelectMany(body => BodyIndex.Of(body).ReferencesTo(received)))
            Follow(reference, level, depth + 1);
    }

    /// <summary>
    /// Follows the collections that a store hands out of itself: <c>store[key].Add(x)</c>, <c>store.GetOrAdd(key, …).Add(x)</c>,
    /// <c>TryGetValue(key, out var inner)</c>.
    /// </summary>
    private void FollowElements(IInvocationOperation call, IMethodSymbol method, int level, int depth)
    {
        if (level > 0)
            return;
        if (method.Name is "GetOrAdd" or "AddOrUpdate" or "Last" or "First" or "Peek" or "FirstOrDefault" or "GetValueOrDefault" or "Find"
            or "SingleOrDefault" && IsGrowable(call.Type))
            Follow(call, 1, depth);
        foreach (var argument in call.Arguments.Where(argument => argument.Parameter is { RefKind: RefKind.Out } &&
            IsGrowable(argument.Value.Type)))
        {
            if (argument.Value.Unwrap() is ILocalReferenceOperation local)
                FollowLocal(local.Local, local, 1, depth);
            else if (argument.Value.Unwrap() is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared })
                FollowLocal(declared.Local, declared, 1, depth);
        }
    }

    private void FollowLoopVariables(IOperation collection, int depth)
    {
        if (collection.SelfAndAncestors().OfType<IForEachLoopOperation>().FirstOrDefault() is not { } loop)
            return;
        foreach (var local in loop.Locals.Where(local => IsGrowable(local.Type)))
            FollowLocal(local, loop, 1, depth);
    }

    private void Add(StoreUseKind kind, IOperation operation, IOperation? key, int level) =>
        _uses.Add(new StoreUse(kind, operation, key, level));

    private void AddGrowth(IOperation operation, IOperation? key, int level, bool isKeyed) =>
        _uses.Add(new StoreUse(StoreUseKind.Growth, operation, key, level) { IsKeyed = isKeyed });

    private Fact? FactOf(ITypeSymbol type) =>
        context.Facts.Growable(type) ?? context.Facts.About(type).FirstOrDefault(fact => fact.Kind == FactKind.Keyed);

    private bool IsGrowable(ITypeSymbol? type) => type is not null && context.Facts.Growable(type) is { IsPersistent: false };

    /// <summary>Whether who holds a value of this type can make the collection grow or shrink.</summary>
    private bool CanBeChanged(ITypeSymbol? type) =>
        type is null or { TypeKind: TypeKind.TypeParameter } or { SpecialType: SpecialType.System_Object } ||
        (context.Facts.Growable(type) is { IsPersistent: false } || StoreFinder.LazyValue(type) is not null);

    private static bool IsFramework(IAssemblySymbol? assembly) =>
        assembly is null || assembly.Name is "mscorlib" or "netstandard" || assembly.Name.StartsWith("System.", StringComparison.Ordinal) ||
        assembly.Name == "System";

    // Removal by key or value takes one chosen entry; everything else takes whatever is there.
    private static StoreUseKind EvictionKind(IMethodSymbol method) =>
        method.Name is "Remove" or "TryRemove" ? StoreUseKind.KeyedEviction : StoreUseKind.Eviction;
}
