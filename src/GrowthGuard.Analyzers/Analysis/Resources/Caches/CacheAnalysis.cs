using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Caches;

/// <summary>What is wrong with a cache.</summary>
/// <param name="growing">Entries that never leave.</param>
/// <param name="throwing">Entries without a size, in a cache that demands one.</param>
/// <param name="hasOthers">Whether the cache has entries besides the growing ones, or entries that cannot be seen.</param>
internal sealed class CacheVerdict(ImmutableArray<CacheEntry> growing, ImmutableArray<CacheEntry> throwing, bool hasOthers)
{
    public ImmutableArray<CacheEntry> Growing { get; } = growing;

    public ImmutableArray<CacheEntry> Throwing { get; } = throwing;

    public bool HasOthers { get; } = hasOthers;
}

/// <summary>Judges the entries that are put into a cache, by the limit that the cache has.</summary>
internal sealed class CacheAnalysis(CompilationAnalysis context)
{
    private static readonly CacheVerdict Nothing = new(ImmutableArray<CacheEntry>.Empty, ImmutableArray<CacheEntry>.Empty, hasOthers: true);

    private readonly CacheLimitReader _limits = new(context);
    private readonly KeyDomainAnalysis _domains = new(context, context.Calls);

    public CacheVerdict Judge(HeldCache cache)
    {
        var flow = new ValueFlow(context, static _ => false);
        flow.FollowSymbol(cache.Symbol);
        var uses = flow.Ends.Select(UseOf).OfType<StoreUse>().ToImmutableArray();
        var entries = uses.Where(use => use.Kind == StoreUseKind.Growth)
            .Select(use => CacheEntry.Of((IInvocationOperation)use.Operation, context)).ToList();

        // What is set on an entry is mostly known, and mostly settles it: ask the rest afterwards.
        if (!entries.Any(entry => entry.IsKnown && !(entry.Expires && entry.HasSize)))
            return Nothing;

        var limit = cache.Creation is { } creation ? _limits.Of(creation) : _limits.Registered;
        if (limit == CacheLimit.Unknown)
            return Nothing;

        // Other types are given the injected cache, too, and report their own entries.
        if (cache.Creation is null)
            entries.RemoveAll(entry => !SymbolEqualityComparer.Default.Equals(
                entry.Call.ContainingMember()?.ContainingType,
                cache.Symbol.ContainingType));
        if (limit == CacheLimit.Set)
            return new CacheVerdict(
                ImmutableArray<CacheEntry>.Empty,
                entries
                    .Where(entry => entry is { IsKnown: true, HasSize: false } && context.Phases.PhaseOf(entry.Call) != ExecutionPhase.Test)
                        .ToImmutableArray(),
                hasOthers: true);

        if (flow.Escapes ||
            uses.Any(use => use.Kind == StoreUseKind.Eviction && context.Phases.PhaseOf(use.Operation) == ExecutionPhase.SteadyState))
            return Nothing;
        var growing = entries.Where(entry => Grows(entry, uses, isOwned: cache.Creation is not null)).ToImmutableArray();
        return new CacheVerdict(growing, ImmutableArray<CacheEntry>.Empty, hasOthers: growing.Length < entries.Count);
    }

    // A size without a limit means nothing; but another assembly may set the limit of an injected cache.
    private bool Grows(CacheEntry entry, ImmutableArray<StoreUse> uses, bool isOwned) =>
        entry is { IsKnown: true, Expires: false } && (isOwned || !entry.HasSize) &&
        _domains.DomainOf(entry.Key) == KeyDomain.Open &&
        context.Phases.PhaseOf(entry.Call) == ExecutionPhase.SteadyState &&
        !uses.Any(use => use.Kind == StoreUseKind.KeyedEviction && IsElsewhere(use, entry)) &&
        !new SizeGuardAnalysis(
            context,
            context.Calls,
            uses).IsGuarded(new StoreUse(StoreUseKind.Growth, entry.Call, entry.Key, 0) { IsKeyed = true });

    // Taken out and put back by the same code: a refresh leaves the cache as large as it was.
    private bool IsElsewhere(StoreUse removal, CacheEntry entry) =>
        context.Phases.PhaseOf(removal.Operation) != ExecutionPhase.Test &&
        !SymbolEqualityComparer.Default.Equals(removal.Operation.ContainingMember(), entry.Call.ContainingMember());

    private StoreUse? UseOf(IOperation end)
    {
        var call = end.Parent switch
        {
            IInvocationOperation invoked when invoked.Instance == end => invoked,
            IArgumentOperation { Parent: IInvocationOperation given } => given,
            _ => null,
        };
        if (call is null)
            return end.Parent is IPropertyReferenceOperation { Property.Name: "Count" } count
                ? new StoreUse(StoreUseKind.CountRead, count, null, 0)
                : null;
        foreach (var fact in context.Facts.About(call.TargetMethod.ContainingType).Where(fact => fact.Kind == FactKind.Cache))
        {
            if (fact.Adds.Contains(call.TargetMethod.Name))
                return new StoreUse(StoreUseKind.Growth, call, null, 0);
            if (fact.Removes.Contains(call.TargetMethod.Name))
                return new StoreUse(
                    call.TargetMethod.Name == "Remove" ? StoreUseKind.KeyedEviction : StoreUseKind.Eviction,
                    call,
                    call.Arguments.FirstOrDefault()?.Value,
                    0);
        }

        return null;
    }
}
