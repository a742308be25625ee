using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.AdditionalFiles;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Censuses;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>Weighs the evidence on a store, cheapest question first. One judge serves all rules of a compilation.</summary>
internal sealed class GrowthAnalysis(CompilationAnalysis context)
{
    private static readonly PerCompilation<GrowthAnalysis> Judges = new(
        FactsFile.Files.And(CensusFile.Files),
        static (compilation, files) => new GrowthAnalysis(new CompilationAnalysis(compilation, FactsFile.TableOf(files))
        {
            Seen = new RunTimeEvidence(files),
        }));

    private readonly LookupTableDetector _tables = new(context);
    private readonly ConcurrentDictionary<(ISymbol Store, ISymbol? Holder), Lazy<GrowthVerdict>> _verdicts = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, ExecutionPhaseAnalysis> _phases = new(SymbolEqualityComparer.Default);

    /// <summary>What the judge knows the compilation by.</summary>
    public CompilationAnalysis Context { get; } = context;

    /// <summary>The judge of a compilation, who knows the pack's facts and those of the additional files.</summary>
    public static GrowthAnalysis For(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var judge = Judges.For(compilation, options, cancellationToken);
        judge.Context.IsTestProject = ProjectFiles.AreTests(options);
        return judge;
    }

    /// <summary>The verdict on a store.</summary>
    /// <param name="holder">The object that the store is in, when it is not the only one of its type.</param>
    public GrowthVerdict Judge(Store store, LongLivedHolder? holder = null) =>
        _verdicts.GetOrAdd((store.Symbol, holder?.Symbol), _ => new Lazy<GrowthVerdict>(() => Weigh(store, holder))).Value;

    private GrowthVerdict Weigh(Store store, LongLivedHolder? holder)
    {
        try
        {
            return WeighAll(store, holder);
        }
        catch (InsufficientExecutionStackException)
        {
            return new GrowthVerdict(
                GrowthOutcome.Unknown,
                "the code around it is nested or chained too deep to be followed",
                ImmutableArray<StoreUse>.Empty,
                ImmutableArray<StoreUse>.Empty);
        }
    }

    private GrowthVerdict WeighAll(Store store, LongLivedHolder? holder)
    {
        if (_tables.Include(store))
            return new GrowthVerdict(
                GrowthOutcome.Bounded,
                "nothing adds to it",
                ImmutableArray<StoreUse>.Empty,
                ImmutableArray<StoreUse>.Empty) { Bound = BoundKind.NoGrowth };
        if (holder is null)
            return Weigh(store, Context.Calls, PhasesOf(store.Symbol));
        var calls = new CallSiteFinder(Context, holder);
        return Weigh(store, calls, new ExecutionPhaseAnalysis(Context, calls));
    }

    // The stores of a class have their phases in common.
    private ExecutionPhaseAnalysis PhasesOf(ISymbol store) =>
        store.IsStatic || Context.Lifetimes.ProcessLivedAs(store.ContainingType) is not null
            ? Context.Phases
            : _phases.GetOrAdd(store.ContainingType, made => new ExecutionPhaseAnalysis(Context, Context.Calls, made));

    private GrowthVerdict Weigh(Store store, CallSiteFinder calls, ExecutionPhaseAnalysis judgeOfPhases)
    {
        var judgeOfKeys = new KeyDomainAnalysis(Context, calls);
        var uses = new StoreUseCollector(Context, calls, store).Collect();
        GrowthVerdict Say(GrowthOutcome judgement, string reason, IEnumerable<StoreUse>? growth = null) =>
            new(judgement, reason, growth is null ? ImmutableArray<StoreUse>.Empty : growth.ToImmutableArray(), uses);
        GrowthVerdict Bounded(BoundKind bound, string reason, IEnumerable<StoreUse>? bounding = null) =>
            new(
                GrowthOutcome.Bounded,
                reason,
                ImmutableArray<StoreUse>.Empty,
                uses) { Bound = bound, Bounding = bounding is null ? ImmutableArray<StoreUse>.Empty : bounding.ToImmutableArray() };

        var updates = new ExistingKeyUpdateDetector(uses);
        var growth = uses.Where(use => use.Kind == StoreUseKind.Growth && !updates.IsUpdate(use)).ToList();
        if (growth.Count == 0)
            return Bounded(BoundKind.NoGrowth, "nothing adds to it");

        // A counter that wraps has few values, and runs out of free ones where entries are abandoned.
        var skipped = new SkippedEvictionAnalysis(Context, calls, uses);
        growth.RemoveAll(use => IsOnlyOnce(use) && !(IsCounted(use.Key) && skipped.IsAbandoned(use)) &&
            (judgeOfKeys.DomainOf(use.Key) == KeyDomain.Closed ||
                (use.Level == 0 && use.IsKeyed && judgeOfKeys.ResolvesToCode(store.Type))));
        if (growth.Count == 0)
            return Bounded(BoundKind.ClosedKeys, "its keys are a closed set");

        var phases = growth.ToDictionary(use => use, use => judgeOfPhases.PhaseOf(use.Operation));
        growth.RemoveAll(use => phases[use] is ExecutionPhase.Initialisation or ExecutionPhase.Test);
        if (growth.Count == 0)
            return Bounded(BoundKind.Initialisation, "it is filled while the process starts");

        var guards = new SizeGuardAnalysis(Context, calls, uses);
        growth.RemoveAll(guards.RunsOnce);
        if (growth.Count == 0)
            return Bounded(BoundKind.Initialisation, "it is filled once");

        var bounding = growth.Where(guards.IsGuarded).ToList();
        growth.RemoveAll(bounding.Contains);
        if (growth.Count == 0)
            return Bounded(BoundKind.SizeGuard, "a size guard stops it", bounding);

        var isEmptied = uses.Any(static use => use.Kind is StoreUseKind.KeyedEviction or StoreUseKind.Eviction or StoreUseKind.Replacement);
        var siblings = new SiblingTableAnalysis(Context, calls, judgeOfPhases);
        growth.RemoveAll(use => siblings.Limits(use, isEmptied));
        if (growth.Count == 0)
            return Bounded(BoundKind.ClosedKeys, "another table decides which keys it gets");

        var evictions = new EvictionAnalysis(calls, judgeOfPhases, uses, HasComparer(store));
        SkippedEviction? worst = null;
        StoreUse? removal = null;
        var unseen = false;
        foreach (var eviction in uses.Where(use => use.Kind is StoreUseKind.KeyedEviction or StoreUseKind.Eviction
            or StoreUseKind.Replacement))
        {
            var reach = evictions.ReachOf(eviction);
            unseen |= reach == EvictionEffect.CallersUnseen;
            if (reach != EvictionEffect.None && eviction.Kind == StoreUseKind.KeyedEviction)
                removal ??= eviction;
            if (reach != EvictionEffect.Bounds)
                continue;
            if (skipped.FindPathPast(eviction) is var path && path != ExitPath.None)
            {
                if (worst is null || path > worst.Path)
                    worst = new SkippedEviction(eviction, path);
                continue;
            }

            if (growth.Any(use => use.Level == eviction.Level && skipped.IsLeftByFailure(use, eviction)))
            {
                worst ??= new SkippedEviction(eviction, ExitPath.Exception) { IsElsewhere = true };
                continue;
            }

            bounding.Add(eviction);
            growth.RemoveAll(use => use.Level >= eviction.Level &&
                !(eviction.Kind == StoreUseKind.KeyedEviction && skipped.IsAbandoned(use)));
            if (growth.Count == 0)
                return Bounded(BoundKind.Eviction, "entries are evicted", bounding);
        }

        // A program that adds to defaults does so while it starts, as they are; where it does cannot be seen in the library.
        var hasDefaults = new Lazy<bool>(() => HasDefaults(store, uses, judgeOfPhases) || IsMadeWithElements(calls.Holder));
        var steady = growth
            .Where(use => phases[use] == ExecutionPhase.SteadyState && !(judgeOfPhases.IsLeftToOthers(use.Operation) && hasDefaults.Value))
                .ToList();
        if (steady.Count == 0)
            return Say(GrowthOutcome.Unknown, "when it grows cannot be seen", growth);
        var abandoned = removal is null ? [] : steady.Where(skipped.IsAbandoned).ToList();
        if (unseen && abandoned.Count == 0)
            return Say(GrowthOutcome.Unknown, "who evicts from it cannot be seen", steady);
        if (abandoned.Count > 0)
        {
            // Whoever takes entries out, these stay.
            steady = abandoned;
            worst ??= new SkippedEviction(removal!, abandoned.Max(skipped.WayOfGivingUp)) { IsTimeout = true };
        }

        steady.RemoveAll(use => IsCacheForOthers(use, calls));
        if (steady.Count == 0)
            return Say(GrowthOutcome.Unknown, "which keys it gets cannot be seen", growth);
        if (steady.All(guards.IsFilledWhenEmpty))
            return Say(GrowthOutcome.Unknown, "a caller fills it when it is empty", steady);
        if (uses.Any(use => use.Kind == StoreUseKind.Escape))
            return Say(GrowthOutcome.Unknown, "it is handed to code that cannot be seen", steady);
        if (abandoned.Count == 0 && steady.All(use => IsOnlyOnce(use) && judgeOfKeys.AreFew(use.Key) && !IsOfInvocation(use.Key)))
            return Say(GrowthOutcome.Unknown, "its keys name parts of the program or of its set-up", steady);
        if (worst is not null)
            return new GrowthVerdict(GrowthOutcome.Growing, "", steady.ToImmutableArray(), uses) { Skipped = worst };
        return Say(
            GrowthOutcome.Growing,
            uses.Any(evictions.FindsNothing)
                ? "what is removed is a key that has just been made and equals no other"
                : MissingBound(uses.Where(use => judgeOfPhases.PhaseOf(use.Operation) != ExecutionPhase.Initialisation).ToList()),
            steady);
    }

    /// <summary>
    /// Whether a method for other programs, which no code of the project calls, is given both what makes the value and a key that it calls
    /// just that: <c>GetOrAdd(key, factory)</c>.
    /// </summary>
    private static bool IsCacheForOthers(StoreUse growth, CallSiteFinder calls) =>
        growth.Key?.Unwrap() is IParameterReferenceOperation { Parameter: { Name: "key"
            or "cacheKey", ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method } } &&
        growth.Operation.Descendants()
            .Any(part => part is IParameterReferenceOperation { Parameter: { Type.TypeKind: TypeKind.Delegate } factory } &&
                SymbolEqualityComparer.Default.Equals(factory.ContainingSymbol, method)) &&
        calls.AreLeftToOthers(method);

    private static bool IsCounted(IOperation? key) =>
        key is not null && ValueOrigin.Of(key).SelectMany(static origin => origin.DescendantsAndSelf())
            .Any(static part => part is IIncrementOrDecrementOperation
                or IInvocationOperation { TargetMethod: { Name: "Increment", ContainingType.Name: "Interlocked" } });

    // Who sends requests may put any name into them.
    private bool IsOfInvocation(IOperation? key) => key is not null && Context.HandlerScopes.Values.OriginOf(key) is not null;

    /// <summary>Whether the store has entries from the start: its initialiser or initialisation puts them there.</summary>
    private bool HasDefaults(Store store, ImmutableArray<StoreUse> uses, ExecutionPhaseAnalysis judgeOfPhases) =>
        HasElements(StoreFinder.InitializerOf(store.Symbol, Context)) ||
        uses.Any(use => (use.Kind == StoreUseKind.Growth ||
            (use.Operation is IAssignmentOperation assignment && HasElements(assignment.Value))) &&
            judgeOfPhases.PhaseOf(use.Operation) == ExecutionPhase.Initialisation);

    // `static readonly Pattern Call = new() { Ldarg, { Callvirt, "name" } };`
    private bool IsMadeWithElements(LongLivedHolder? holder) =>
        holder is not null && StoreFinder.InitializerOf(holder.Symbol, Context)?.Unwrap() is IObjectCreationOperation
            { Initializer.Initializers: { IsEmpty: false } elements } &&
        elements.All(static element => element is IInvocationOperation { TargetMethod.Name: "Add" });

    // `new Dictionary<Key, Value>(comparer)`
    private bool HasComparer(Store store) =>
        Context.AssignmentsTo(store.Symbol).Select(static assignment => assignment.Value).Append(
            StoreFinder.InitializerOf(store.Symbol, Context)).OfType<IOperation>()
            .SelectMany(static made => made.DescendantsAndSelf()).OfType<IArgumentOperation>()
            .Any(static argument => argument.ArgumentKind == ArgumentKind.Explicit &&
                argument.Parameter?.Type.Name is "IEqualityComparer" or "IComparer");

    private static bool HasElements(IOperation? made) =>
        made?.Unwrap() is IObjectCreationOperation { Initializer.Initializers.IsEmpty: false };

    // A value that is already there is not added again: always so under a key, and for a list when the code asks first.
    private static bool IsOnlyOnce(StoreUse growth) =>
        growth.IsKeyed || ConditionFacts
            .Before(growth.Operation)
            .Any(known => known.Condition.DescendantsAndSelf()
                .Any(part => part is IInvocationOperation { TargetMethod.Name: "Contains" or "Any" or "Exists" or "IndexOf" }));

    private static string MissingBound(List<StoreUse> uses)
    {
        if (uses.Any(use => use.Kind == StoreUseKind.KeyedEviction))
            return "what is removed is only the key at hand";
        if (uses.Any(use => use.Kind is StoreUseKind.Eviction or StoreUseKind.Replacement))
            return "nothing that runs in the steady state evicts from it";
        return "nothing evicts from it";
    }
}
