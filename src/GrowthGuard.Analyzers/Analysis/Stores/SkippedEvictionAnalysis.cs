using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Finds the ways on which an entry stays in a store although the code that adds it means to remove it again:
/// <c>running[id] = job; await job; running.Remove(id);</c> keeps the entry of a job that throws.
/// </summary>
internal sealed class SkippedEvictionAnalysis(CompilationAnalysis context, CallSiteFinder calls, ImmutableArray<StoreUse> uses)
{
    /// <summary>
    /// How the function that removes a key can be left without that, once it has added the same key. <see cref="ExitPath.None"/> for an
    /// eviction that no growth in its own function precedes.
    /// </summary>
    public ExitPath FindPathPast(StoreUse eviction)
    {
        if (eviction.Kind != StoreUseKind.KeyedEviction || eviction.Key is null)
            return ExitPath.None;
        var removals = InFunctionOf(eviction.Operation)
            .Where(use => IsRemovalOf(use, eviction.Key) || IsAskedBefore(use, eviction))
            .Select(static use => use.Operation).ToImmutableArray();
        var pairs = InFunctionOf(eviction.Operation)
            .Where(use => use.Kind == StoreUseKind.Growth && use.Level == eviction.Level && use.Key.IsSameAs(eviction.Key) &&
                use.Operation.Syntax.SpanStart < eviction.Operation.Syntax.SpanStart && !AreAlternatives(use.Operation, eviction.Operation))
            .Select(use => ExitPathFinder.Find(StatementOf(use.Operation), removals, MayThrow)).ToList();
        return pairs.Count > 0 ? pairs.Max() : FindPathPastCalls(eviction);
    }

    /// <summary>
    /// The same one step up, where the store's own class only adds and removes:
    /// <c>var id = table.Add(socket); await Receive(); table.Remove(id);</c>. A removal that also has callers of other kinds is not judged
    /// by these.
    /// </summary>
    private ExitPath FindPathPastCalls(StoreUse eviction)
    {
        if (eviction.Key?.Unwrap() is not IParameterReferenceOperation ||
            eviction.Operation.ContainingMember() is not IMethodSymbol { MethodKind: MethodKind.Ordinary } remove)
            return ExitPath.None;
        var additions = uses.Where(static use => use.Kind == StoreUseKind.Growth).Select(static use => use.Operation.ContainingMember())
            .OfType<IMethodSymbol>().SelectMany(calls.OfAny).ToList();
        var removals = calls.OfAny(remove).ToList();
        var worst = ExitPath.None;
        foreach (var removal in removals)
        {
            var inFunction = removals.Where(other => other.IsInFunctionOf(removal)).ToImmutableArray();
            var addition = additions.FirstOrDefault(call => call.IsInFunctionOf(removal) &&
                call.Syntax.SpanStart < removal.Syntax.SpanStart);
            if (addition is null)
                return ExitPath.None;
            var path = ExitPathFinder.Find(addition, inFunction, MayThrow);
            if (path > worst)
                worst = path;
        }

        return worst;
    }

    /// <summary>
    /// Whether the code that adds an entry gives up waiting for it, and leaves it where it is: the answer that removes the entry may never
    /// come.
    /// </summary>
    public bool IsAbandoned(StoreUse growth) => WayOfGivingUp(growth) != ExitPath.None;

    /// <summary>How it gives up: after a time or when it is cancelled, or only when something fails.</summary>
    public ExitPath WayOfGivingUp(StoreUse growth)
    {
        if (AddedValue(growth) is not { } value || value.ReferencedSymbol() is not (ILocalSymbol or IParameterSymbol))
            return ExitPath.None;
        var body = growth.Operation.Root();
        var calls = body.Descendants().OfType<IInvocationOperation>().ToList();

        // Here, in a helper, or in a sweep over all entries.
        if (uses.Any(use => IsRemoval(use) &&
            (use.Operation.Root().IsAt(body) || IsOneOfMany(use) ||
                calls.Any(call => SymbolEqualityComparer.Default.Equals(
                    call.TargetMethod.OriginalDefinition,
                    use.Operation.ContainingMember())))))
            return ExitPath.None;
        return calls
            .Select(call => IsTimedWait(call) && call.DescendantsAndSelf().Any(part => part.IsSameAs(value))
                ? ExitPath.Branch
                : EndOf(value, call, growth))
            .DefaultIfEmpty(ExitPath.None).Max();
    }

    // `token.Register(() => answer.TrySetCanceled())`; not what tells that the entry was not added.
    private static ExitPath EndOf(IOperation value, IInvocationOperation call, StoreUse growth)
    {
        if (call is not { TargetMethod: { Name: var name, ContainingType.Name: "TaskCompletionSource" }, Instance: { } ended } ||
            !IsOrIsGiven(ended.Unwrap(), value) ||
            (call.EnclosingFunction() is null && call.Syntax.SpanStart < growth.Operation.Syntax.SpanStart) ||
            ConditionFacts.Before(call).Any(known => known.Condition.DescendantsAndSelf().Any(part => part.IsAt(growth.Operation))))
            return ExitPath.None;
        return name switch
        {
            "SetCanceled" or "TrySetCanceled" => ExitPath.Branch,
            "SetException" or "TrySetException" =>
                call.Arguments.Any(static argument => argument.Value.Unwrap().Type?.Name is "TimeoutException"
                    or "OperationCanceledException" or "TaskCanceledException")
                    ? ExitPath.Branch
                    : ExitPath.Exception,
            _ => ExitPath.None,
        };
    }

    // `token.Register(state => ((TaskCompletionSource)state).TrySetCanceled(), answer)`
    private static bool IsOrIsGiven(IOperation ended, IOperation value) =>
        ended.IsSameAs(value) ||
        (ended is IParameterReferenceOperation && ended.EnclosingFunction() is { } callback &&
            callback.SelfAndAncestors().Skip(1).OfType<IArgumentOperation>().FirstOrDefault()?.Parent is { } registration &&
            registration.ChildOperations.OfType<IArgumentOperation>().Any(argument => argument.Value.Unwrap().IsSameAs(value)));

    /// <summary>
    /// Whether an entry that one handler adds stays when that then fails, since only another handler removes it: who was not answered does
    /// not come back with the end of what never began.
    /// </summary>
    public bool IsLeftByFailure(StoreUse growth, StoreUse eviction) =>
        eviction.Kind == StoreUseKind.KeyedEviction && growth.IsKeyed && eviction.Operation.EnclosingFunction() is null &&
        growth.Operation.EnclosingFunction() is null &&
        !InFunctionOf(growth.Operation).Any(IsRemoval) &&
        !uses.Any(use => IsRemoval(use) &&
            (use.Kind != StoreUseKind.KeyedEviction || use.Operation.EnclosingFunction() is not null || IsOneOfMany(use))) &&
        ExitPathFinder.IsLeftByException(
            StatementOf(growth.Operation),
            operation => operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary } called } &&
                (called.IsAbstract || called.IsInSource())) &&
        eviction.Operation.ContainingMember() is { } remover && !calls.Of(remover).Any(static call => call is IMethodReferenceOperation) &&
        context.HandlerScopes.Reach.Of(growth.Operation) is { } adding &&
        context.HandlerScopes.Reach.Of(eviction.Operation) is { } removing &&
        !SymbolEqualityComparer.Default.Equals(adding.Function, removing.Function);

    private IEnumerable<StoreUse> InFunctionOf(IOperation operation) => uses.Where(use => use.Operation.IsInFunctionOf(operation));

    private static bool IsRemoval(StoreUse use) =>
        use.Kind is StoreUseKind.KeyedEviction or StoreUseKind.Eviction or StoreUseKind.Replacement;

    // `foreach (var id in empty) rooms.Remove(id);`: whoever removes as many as it finds also finds what others have left.
    private static bool IsOneOfMany(StoreUse removal) =>
        removal.Key is not null &&
        ValueOrigin.Of(removal.Key).SelectMany(static origin => origin.DescendantsAndSelf()).OfType<ILocalReferenceOperation>()
            .Any(static part => part.DeclaringLoop() is not null);

    private static bool IsRemovalOf(StoreUse use, IOperation key) =>
        IsRemoval(use) && (use.Kind != StoreUseKind.KeyedEviction || use.Key.IsSameAs(key));

    /// <summary>Whether neither follows the other: <c>if (wanted) table[id] = x; else table.Remove(id);</c></summary>
    public static bool AreAlternatives(IOperation growth, IOperation eviction) => growth.SelfAndAncestors().OfType<IConditionalOperation>()
        .Any(choice => choice.WhenFalse is { } otherwise &&
            ((choice.WhenTrue.Contains(growth) && otherwise.Contains(eviction)) ||
                (choice.WhenTrue.Contains(eviction) && otherwise.Contains(growth))));

    // `if (running.TryGetValue(id, out var own) && own == mine) running.TryRemove(id)`: who has put another entry there takes that out.
    private static bool IsAskedBefore(StoreUse use, StoreUse eviction) =>
        use.Kind == StoreUseKind.Lookup && use.Key.IsSameAs(eviction.Key) &&
        ConditionFacts.Before(eviction.Operation).Any(known => known.Condition.DescendantsAndSelf().Any(part => part.IsAt(use.Operation)));

    // `store[key] = value` adds when the value has been computed.
    private static IOperation StatementOf(IOperation growth) =>
        growth.Parent is IAssignmentOperation assignment && assignment.Target == growth ? assignment : growth;

    // What the program's own code and whatever it waits for may throw; the framework's collections do not in code that works.
    private static bool MayThrow(IOperation operation) =>
        operation is IAwaitOperation ||
        operation is IInvocationOperation { TargetMethod: var method } &&
        (method.MethodKind == MethodKind.DelegateInvoke || method.IsAbstract || method.IsInSource());

    private static IOperation? AddedValue(StoreUse growth) => growth.Operation switch
    {
        IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } entry when assignment.Target == entry =>
            assignment.Value.Unwrap(),
        IInvocationOperation { Arguments.Length: > 0 } call => call.Arguments[call.Arguments.Length - 1].Value.Unwrap(),
        _ => null,
    };

    private bool IsTimedWait(IInvocationOperation call) =>
        context.Facts.NamesMember(FactKind.TimedWait, call.TargetMethod) && call.Arguments.Length > 0;
}
