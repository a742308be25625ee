using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.Facts;
using GrowthGuard.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>Weighs the evidence on a store, cheapest question first. One judge serves all rules of a compilation.</summary>
internal sealed class VerdictJudge(EvidenceContext context)
{
    private static readonly PerCompilation<VerdictJudge> Judges = new(
        FactsFile.Files,
        static (compilation, files) => new VerdictJudge(new EvidenceContext(compilation, FactTable.BuiltIn.With([.. files.SelectMany(FactsFile.Read)]))));

    private readonly Tables _tables = new(context);
    private readonly ConcurrentDictionary<(ISymbol Store, ISymbol? Holder), Lazy<Verdict>> _verdicts = new();

    /// <summary>What the judge knows the compilation by.</summary>
    public EvidenceContext Context { get; } = context;

    /// <summary>The judge of a compilation, who knows the pack's facts and those of the additional files.</summary>
    public static VerdictJudge For(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken) =>
        Judges.For(compilation, options, cancellationToken);

    /// <summary>The verdict on a store.</summary>
    /// <param name="holder">The object that the store is in, when it is not the only one of its type.</param>
    public Verdict Judge(Store store, Holder? holder = null) =>
        _verdicts.GetOrAdd((store.Symbol, holder?.Symbol), _ => new Lazy<Verdict>(() => Weigh(store, holder))).Value;

    private Verdict Weigh(Store store, Holder? holder)
    {
        if (_tables.Include(store))
            return new Verdict(Judgement.Bounded, "nothing adds to it", ImmutableArray<Use>.Empty, ImmutableArray<Use>.Empty) { Bound = BoundKind.NoGrowth };
        if (holder is null)
            return Weigh(store, Context.Calls, Context.Phases);
        var calls = new Calls(Context, holder);
        return Weigh(store, calls, new PhaseJudge(Context, calls));
    }

    private Verdict Weigh(Store store, Calls calls, PhaseJudge judgeOfPhases)
    {
        var judgeOfKeys = new KeyDomainJudge(Context, calls);
        var uses = new UseCollector(Context, calls, store).Collect();
        Verdict Say(Judgement judgement, string reason, IEnumerable<Use>? growth = null) => new(judgement, reason, growth is null ? ImmutableArray<Use>.Empty : growth.ToImmutableArray(), uses);
        Verdict Bounded(BoundKind bound, string reason, IEnumerable<Use>? bounding = null) => new(Judgement.Bounded, reason, ImmutableArray<Use>.Empty, uses) { Bound = bound, Bounding = bounding is null ? ImmutableArray<Use>.Empty : bounding.ToImmutableArray() };

        var updates = new Updates(uses);
        var growth = uses.Where(use => use.Kind == UseKind.Growth && !updates.IsUpdate(use)).ToList();
        if (growth.Count == 0)
            return Bounded(BoundKind.NoGrowth, "nothing adds to it");

        growth.RemoveAll(use => IsOnlyOnce(use) && (judgeOfKeys.DomainOf(use.Key) == KeyDomain.Closed || (use.Level == 0 && use.IsKeyed && judgeOfKeys.ResolvesToCode(store.Type))));
        if (growth.Count == 0)
            return Bounded(BoundKind.ClosedKeys, "its keys are a closed set");

        var phases = growth.ToDictionary(use => use, use => judgeOfPhases.PhaseOf(use.Operation));
        growth.RemoveAll(use => phases[use] is Phase.Initialisation or Phase.Test);
        if (growth.Count == 0)
            return Bounded(BoundKind.Initialisation, "it is filled while the process starts");

        var guards = new SizeGuards(Context, calls, uses);
        growth.RemoveAll(guards.RunsOnce);
        if (growth.Count == 0)
            return Bounded(BoundKind.Initialisation, "it is filled once");

        var bounding = growth.Where(guards.Guard).ToList();
        growth.RemoveAll(bounding.Contains);
        if (growth.Count == 0)
            return Bounded(BoundKind.SizeGuard, "a size guard stops it", bounding);

        var evictions = new Evictions(calls, judgeOfPhases, uses);
        var unseen = false;
        foreach (var eviction in uses.Where(use => use.Kind is UseKind.KeyedEviction or UseKind.Eviction or UseKind.Replacement))
        {
            var reach = evictions.ReachOf(eviction);
            unseen |= reach == Reach.CallersUnseen;
            if (reach != Reach.Bounds)
                continue;
            bounding.Add(eviction);
            growth.RemoveAll(use => use.Level >= eviction.Level);
            if (growth.Count == 0)
                return Bounded(BoundKind.Eviction, "entries are evicted", bounding);
        }

        // A program that adds to defaults does so while it starts, as they are; where it does cannot be seen in the library.
        var hasDefaults = new Lazy<bool>(() => HasDefaults(store, uses, judgeOfPhases));
        var steady = growth.Where(use => phases[use] == Phase.SteadyState && !(judgeOfPhases.IsLeftToOthers(use.Operation) && hasDefaults.Value)).ToList();
        if (steady.Count == 0)
            return Say(Judgement.Unknown, "when it grows cannot be seen", growth);
        if (unseen)
            return Say(Judgement.Unknown, "who evicts from it cannot be seen", steady);
        steady.RemoveAll(use => IsCacheForOthers(use, calls));
        if (steady.Count == 0)
            return Say(Judgement.Unknown, "which keys it gets cannot be seen", growth);
        if (uses.Any(use => use.Kind == UseKind.Escape))
            return Say(Judgement.Unknown, "it is handed to code that cannot be seen", steady);
        if (steady.All(use => IsOnlyOnce(use) && judgeOfKeys.AreFew(use.Key) && !IsOfInvocation(use.Key)))
            return Say(Judgement.Unknown, "its keys name parts of the program or of its set-up", steady);
        return Say(Judgement.Growing, MissingBound(uses.Where(use => judgeOfPhases.PhaseOf(use.Operation) != Phase.Initialisation).ToList()), steady);
    }

    /// <summary>
    /// Whether a method for other programs, which nothing in sight calls, is given both what makes the value and a key that it calls
    /// just that: <c>GetOrAdd(key, factory)</c>.
    /// </summary>
    private static bool IsCacheForOthers(Use growth, Calls calls) =>
        growth.Key?.Unwrap() is IParameterReferenceOperation { Parameter: { Name: "key" or "cacheKey", ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method } } &&
        growth.Operation.Descendants().Any(part => part is IParameterReferenceOperation { Parameter: { Type.TypeKind: TypeKind.Delegate } factory } && SymbolEqualityComparer.Default.Equals(factory.ContainingSymbol, method)) &&
        calls.AreLeftToOthers(method);

    // Who sends requests may put any name into them.
    private bool IsOfInvocation(IOperation? key) => key is not null && Context.HandlerScopes.Values.OriginOf(key) is not null;

    /// <summary>Whether the store has entries from the start: its initialiser or initialisation puts them there.</summary>
    private bool HasDefaults(Store store, ImmutableArray<Use> uses, PhaseJudge judgeOfPhases) =>
        HasElements(StoreFinder.InitializerOf(store.Symbol, Context)) ||
        uses.Any(use => (use.Kind == UseKind.Growth || (use.Operation is IAssignmentOperation assignment && HasElements(assignment.Value))) && judgeOfPhases.PhaseOf(use.Operation) == Phase.Initialisation);

    private static bool HasElements(IOperation? made) => made?.Unwrap() is IObjectCreationOperation { Initializer.Initializers.IsEmpty: false };

    // A value that is already there is not added again: always so under a key, and for a list when the code asks first.
    private static bool IsOnlyOnce(Use growth) =>
        growth.IsKeyed || Conditions.Before(growth.Operation).Any(known => known.Condition.DescendantsAndSelf().Any(part => part is IInvocationOperation { TargetMethod.Name: "Contains" or "Any" or "Exists" or "IndexOf" }));

    private static string MissingBound(List<Use> uses)
    {
        if (uses.Any(use => use.Kind == UseKind.KeyedEviction))
            return "what is removed is only the key at hand";
        if (uses.Any(use => use.Kind is UseKind.Eviction or UseKind.Replacement))
            return "nothing that runs in the steady state evicts from it";
        return "nothing evicts from it";
    }
}
