using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>How much an eviction site does for its store.</summary>
internal enum EvictionEffect
{
    /// <summary>Nothing: it never runs, or takes out only what the same code puts back.</summary>
    None,

    /// <summary>Callers outside may call it; whether they do cannot be seen.</summary>
    CallersUnseen,

    /// <summary>It keeps the store small.</summary>
    Bounds,
}

/// <summary>Decides whether an eviction site bounds its store.</summary>
/// <param name="calls">Who calls what.</param>
/// <param name="phases">When code runs.</param>
/// <param name="uses">The uses of the store.</param>
/// <param name="hasComparer">Whether the store is told how to compare its keys.</param>
internal sealed class EvictionAnalysis(CallSiteFinder calls, ExecutionPhaseAnalysis phases, ImmutableArray<StoreUse> uses, bool hasComparer)
{
    private const int MaximumMembers = 100;

    /// <summary>What the eviction does for the store.</summary>
    public EvictionEffect ReachOf(StoreUse eviction)
    {
        if (eviction.Operation.SelfAndAncestors().FirstOrDefault(static ancestor => ancestor is ICatchClauseOperation) is { } failure &&
            !IsInSweep(eviction, failure))
            return EvictionEffect.None;
        if (FindsNothing(eviction))
            return EvictionEffect.None;
        if (eviction.Kind == StoreUseKind.KeyedEviction && IsRefresh(eviction))
            return EvictionEffect.None;
        if (TakesOutOldCopy(eviction))
            return EvictionEffect.None;
        if (eviction.Kind == StoreUseKind.KeyedEviction && IsExpiryOnRead(eviction))
            return IsOneOfMembers(eviction.Key) ? EvictionEffect.CallersUnseen : EvictionEffect.None;
        if (eviction.Kind == StoreUseKind.Replacement && LazyInitialization.Is(eviction.Operation))
            return EvictionEffect.None;
        switch (phases.PhaseOf(eviction.Operation))
        {
            case ExecutionPhase.SteadyState:
                return IsUncalled(eviction, out var member) ? Unseen(eviction, member) : EvictionEffect.Bounds;
            case ExecutionPhase.Unknown when eviction.Operation.ContainingMember() is { } holder:
                return calls.MayComeFromOutside(holder)
                    ? Unseen(eviction, holder)
                    : eviction.Kind == StoreUseKind.KeyedEviction &&
                        (IsInLambda(eviction.Operation) || MayRun(holder, new HashSet<ISymbol>(SymbolEqualityComparer.Default)))
                    ? EvictionEffect.CallersUnseen
                    : EvictionEffect.None;
            default:
                return EvictionEffect.None;
        }
    }

    // `foreach (var client in _clients.Values) try { Send(client); } catch { _clients.TryRemove(client.Id, out _); }`: who is gone is found
    // out when it fails.
    private static bool IsInSweep(StoreUse eviction, IOperation failure) =>
        eviction.Operation is IInvocationOperation { Instance: { } instance } && instance.ReferencedSymbol() is { } store &&
        failure.SelfAndAncestors().OfType<IForEachLoopOperation>().Any(loop => loop.Body.Contains(failure) &&
            ValueOrigin.Of(loop.Collection)
                .SelectMany(static origin => origin.DescendantsAndSelf())
                .Any(part => SymbolEqualityComparer.Default.Equals(part.ReferencedSymbol(), store)));

    /// <summary>
    /// Whether a removal asks for an object that it has just made, of a class that is compared by reference: it equals no key.
    /// </summary>
    public bool FindsNothing(StoreUse eviction) =>
        !hasComparer && eviction is { Kind: StoreUseKind.KeyedEviction, Key: { } key } &&
        ValueOrigin.Of(key).ToList() is { Count: > 0 } origins &&
        origins.All(
            static origin => origin is IObjectCreationOperation { Type: INamedTypeSymbol { TypeKind: TypeKind.Class,
                IsRecord: false } type } && type.IsInSource() && IsComparedByReference(type));

    private static bool IsComparedByReference(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (!current.IsInSource() || current.GetMembers("Equals").OfType<IMethodSymbol>().Any(static method => method.IsOverride))
                return false;
        }

        return !type.AllInterfaces.Any(static implemented => implemented.Name is "IEquatable" or "IComparable");
    }

    // Clear() that only tests or operators would call is a reset, not a bound; Unregister(key) has a counterpart that callers may keep.
    private static EvictionEffect Unseen(StoreUse eviction, ISymbol member) =>
        eviction.Kind == StoreUseKind.KeyedEviction || !IsReset(member.Name) ? EvictionEffect.CallersUnseen : EvictionEffect.None;

    private static bool IsReset(string name) =>
        name.StartsWith("Clear", StringComparison.Ordinal) || name.StartsWith("Reset", StringComparison.Ordinal) ||
        name.StartsWith("Flush", StringComparison.Ordinal) || name.StartsWith("Purge", StringComparison.Ordinal);

    /// <summary>
    /// Whether something may run the member, though it is not seen when: a delegate or an interface leads to it, <c>Finish(id)</c> when the
    /// work is done.
    /// </summary>
    private bool MayRun(ISymbol member, HashSet<ISymbol> asked)
    {
        RecursionGuard.Check();
        return asked.Count < MaximumMembers && member is IMethodSymbol method && asked.Add(method.OriginalDefinition) &&
            (method.CalledThrough().Any() ||
                calls.Of(method)
                    .Any(call => call is IMethodReferenceOperation || IsInLambda(call) ||
                        (call.ContainingMember() is { } caller && MayRun(caller, asked))));
    }

    private static bool IsInLambda(IOperation operation) => operation.EnclosingFunction() is IAnonymousFunctionOperation;

    private bool IsUncalled(StoreUse eviction, out ISymbol member)
    {
        member = eviction.Operation.ContainingMember()!;
        return member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsOverride: false,
            ExplicitInterfaceImplementations.Length: 0 } method &&
            method.Name is not ("Dispose" or "DisposeAsync") &&
            calls.MayComeFromOutside(method) &&
            !(eviction.Kind == StoreUseKind.KeyedEviction && phases.IsHandler(method)) &&
            !calls.OfAny(method).Any() &&
            !uses.Any(use => use.Kind == StoreUseKind.Growth &&
                SymbolEqualityComparer.Default.Equals(use.Operation.ContainingMember(), method));
    }

    /// <summary>Taken out and put back by the same code: a refresh leaves the store as large as it was.</summary>
    private bool IsRefresh(StoreUse eviction)
    {
        if (eviction.Operation.SelfAndAncestors().Any(ancestor => ancestor.Parent is ITryOperation attempt && attempt.Finally == ancestor))
            return false;
        return uses.Any(use => use.Kind == StoreUseKind.Growth && use.Level == eviction.Level &&
            use.Operation.EnclosingFunction().IsAt(eviction.Operation.EnclosingFunction()) &&
            use.Operation.Root().IsAt(eviction.Operation.Root()) &&
            use.Operation.Syntax.SpanStart > eviction.Operation.Syntax.SpanStart &&
            !SkippedEvictionAnalysis.AreAlternatives(use.Operation, eviction.Operation) &&
            eviction.Key is not null && use.Key.IsSameAs(eviction.Key) && !DependsOnWhatWasTaken(use.Operation, eviction.Operation));
    }

    /// <summary>
    /// Whether what is taken out makes room for what always comes after it, under another name:
    /// <c>var old = Find(item.Id); items.Remove(old); items.Add(item);</c> leaves as many as there were. Room that is made because the
    /// store is full is made on a condition of its own.
    /// </summary>
    private bool TakesOutOldCopy(StoreUse eviction)
    {
        if (eviction.Kind != StoreUseKind.KeyedEviction && !IsSearchedBy(eviction, null))
            return false;
        var additions = uses.Where(use => use.Kind == StoreUseKind.Growth && use.Level == eviction.Level && use.Key is not null &&
            use.Operation.IsInFunctionOf(eviction.Operation) &&
            use.Operation.Syntax.SpanStart > eviction.Operation.Syntax.SpanStart &&
            (eviction.Kind == StoreUseKind.KeyedEviction || IsSearchedBy(eviction, use.Key))).ToList();

        // A loop before the addition takes out as many as it finds: a sweep.
        return additions.Count > 0 &&
            !eviction.Operation.SelfAndAncestors()
                .Any(ancestor => ancestor is ILoopOperation && !additions.All(addition => ancestor.Contains(addition.Operation))) &&
            ConditionFacts.Before(eviction.Operation)
                .All(known => IsAboutWhatIsTaken(known.Condition, eviction) ||
                    additions.Any(addition => IsBefore(known.Condition, addition.Operation))) &&
            ExitPathFinder.Find(
                eviction.Operation,
                additions.Select(static addition => addition.Operation).ToImmutableArray(),
                static _ => false) == ExitPath.None;
    }

    private static bool IsBefore(IOperation condition, IOperation operation) =>
        ConditionFacts.Before(operation).Any(known => known.Condition.IsAt(condition));

    // `if (existing is not null)`, `if (items.Contains(item))`.
    private bool IsAboutWhatIsTaken(IOperation condition, StoreUse eviction) =>
        condition.DescendantsAndSelf()
            .Any(part => part.IsAt(eviction.Operation) || (eviction.Key is not null && part.IsSameAs(eviction.Key)) ||
                uses.Any(use => use.Kind == StoreUseKind.Lookup && use.Operation.IsAt(part)));

    /// <summary>
    /// Whether elements are taken out that equal what is added in something: <c>items.RemoveAll(other => other.Id == item.Id)</c>.
    /// </summary>
    private static bool IsSearchedBy(StoreUse eviction, IOperation? added) =>
        eviction.Operation is IInvocationOperation { TargetMethod.Name: "RemoveAll"
            or "RemoveWhere", Arguments: { Length: 1 } arguments } &&
        arguments[0].Value.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } &&
        function.ReturnedValues().All(returned => returned.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals }
            or IInvocationOperation { TargetMethod.Name: "Equals" } &&
            (added is null || returned.Descendants().Any(part => part.IsSameAs(added))));

    // `if (store.Remove(key, out var taken) && taken.Owner != owner) store[key] = taken;`: only some are put back.
    private static bool DependsOnWhatWasTaken(IOperation growth, IOperation eviction) =>
        ConditionFacts.Before(growth)
            .Any(known => known.Value && known.Condition.Contains(eviction) && !known.Condition.Unwrap().IsAt(eviction));

    /// <summary>
    /// Only the key being read is taken out, and only when it has expired: keys that nobody asks for again stay for ever.
    /// </summary>
    private bool IsExpiryOnRead(StoreUse eviction) =>
        uses.Any(use => use.Kind == StoreUseKind.Lookup && use.Operation.Root().IsAt(eviction.Operation.Root()) &&
            eviction.Key is not null && use.Key.IsSameAs(eviction.Key)) &&
        ConditionFacts.Before(eviction.Operation).Any(known => known.Condition.DescendantsAndSelf().Any(IsExpiryTest));

    // A loop over what a field holds asks for each of its elements again and again: for all keys, as far as can be seen.
    private static bool IsOneOfMembers(IOperation? key) =>
        key is not null && ValueOrigin.Of(key).SelectMany(static origin => origin.DescendantsAndSelf()).OfType<ILocalReferenceOperation>()
            .Any(part => key.SelfAndAncestors().OfType<IForEachLoopOperation>()
                .Any(loop => loop.Locals.Contains(part.Local) &&
                    loop.Collection.Unwrap() is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation }));

    private static bool IsExpiryTest(IOperation operation) => operation switch
    {
        IBinaryOperation comparison => IsTime(comparison.LeftOperand.Type) || IsTime(comparison.RightOperand.Type),
        IMemberReferenceOperation member => member.Member.Name.IndexOf("xpire", StringComparison.Ordinal) >= 0,
        IInvocationOperation call => call.TargetMethod.Name.IndexOf("xpire", StringComparison.Ordinal) >= 0,
        _ => false,
    };

    private static bool IsTime(ITypeSymbol? type) =>
        type is { Name: "DateTime" or "DateTimeOffset" or "TimeSpan", ContainingNamespace.Name: "System" };
}
