using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Lifetimes;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Queues;

/// <summary>
/// Finds the writers that can make an unbounded queue grow: those that run in the steady state and that nothing holds back.
/// </summary>
/// <param name="context">The compilation.</param>
/// <param name="holder">What keeps the object that the queues are in, when it is not the only one of its class.</param>
internal sealed class QueueAnalysis(CompilationAnalysis context, LongLivedHolder? holder = null)
{
    private readonly CallSiteFinder _calls = holder is null ? context.Calls : new CallSiteFinder(context, holder);
    private readonly ExecutionPhaseAnalysis _phases = holder is null
        ? context.Phases
        : new ExecutionPhaseAnalysis(context, new CallSiteFinder(context, holder));

    /// <summary>The calls that make the queue of a member grow; empty when something keeps it small.</summary>
    public ImmutableArray<IOperation> GrowthOf(ISymbol member)
    {
        var flow = new ValueFlow(context, IsPart);
        flow.FollowSymbol(member);
        var uses = flow.Ends.Select(UseOf).OfType<StoreUse>().ToImmutableArray();
        if (uses.Any(IsCompared))
            return ImmutableArray<IOperation>.Empty;
        var readers = new HashSet<ISymbol?>(
            uses.Where(use => use.Kind == StoreUseKind.Eviction).Select(use => use.Operation.ContainingMember()),
            SymbolEqualityComparer.Default);
        var guards = new SizeGuardAnalysis(context, _calls, uses);
        var siblings = new SiblingTableAnalysis(context, _calls, _phases);
        return uses
            .Where(use => use.Kind == StoreUseKind.Growth && !readers.Contains(use.Operation.ContainingMember()) &&
                !guards.IsGuarded(use) && !siblings.Limits(use, isEmptied: readers.Count > 0))
            .Select(use => use.Operation)
            .Where(IsUnrestrained)
            .ToImmutableArray();
    }

    /// <summary>The calls that write to a registered queue, which is known by its element type.</summary>
    public ImmutableArray<IOperation> GrowthOfRegistered(ITypeSymbol queue)
    {
        var facts = context.Facts.OfKind(FactKind.Queue);
        var types = facts.Select(fact => fact.Name.Substring(fact.Name.LastIndexOf('.') + 1).Split('`')[0]).Distinct().ToList();
        var adds = facts.SelectMany(fact => fact.Adds).Distinct().ToList();
        return context.Compilation.SyntaxTrees
            .Where(tree => types.Any(type => IdentifierIndex.Find(type, tree, null).Any()))
            .SelectMany(tree => adds.SelectMany(add => IdentifierIndex.Find(add, tree, null)))
            .Select(name => context.Compilation.GetSemanticModel(name.SyntaxTree).OperationOf(name.Parent?.Parent ?? name))
            .Where(operation => operation is IInvocationOperation call && KindOf(call) == StoreUseKind.Growth &&
                HasElementsOf(ReceiverOf(call)?.Type, queue) && IsUnrestrained(call))
            .Select(operation => operation!)
            .ToImmutableArray();
    }

    /// <summary>The calls inside a type that write to a queue with such elements.</summary>
    public ImmutableArray<IOperation> GrowthInside(INamedTypeSymbol type, ITypeSymbol queue) =>
        GrowthOfRegistered(queue)
            .Where(write => SymbolEqualityComparer.Default.Equals(write.ContainingMember()?.ContainingType, type)).ToImmutableArray();

    private bool IsUnrestrained(IOperation write) =>
        _phases.PhaseOf(write) == ExecutionPhase.SteadyState && !WaitsForRoom(write) && !GivesBack(write);

    // The writer of a channel and the value of a Lazy stand for the queue.
    private static bool IsPart(IPropertySymbol property) =>
        property.Name is "Writer" or "Reader" || (property.Name == "Value" && StoreFinder.LazyValue(property.ContainingType) is not null);

    private StoreUse? UseOf(IOperation end) => end.Parent switch
    {
        IInvocationOperation call when call.Instance == end && KindOf(call) is { } kind =>
            new StoreUse(kind, call, call.Arguments.FirstOrDefault()?.Value, 0),
        IArgumentOperation { Parent: IInvocationOperation call } when KindOf(call) is { } kind => new StoreUse(kind, call, null, 0),
        IPropertyReferenceOperation { Property.Name: "Count" or "InputCount" or "OutputCount" } count =>
            new StoreUse(StoreUseKind.CountRead, count, null, 0),
        _ => null,
    };

    private StoreUseKind? KindOf(IInvocationOperation call)
    {
        foreach (var fact in context.Facts.About(call.TargetMethod.ContainingType).Where(fact => fact.Kind == FactKind.Queue))
        {
            if (fact.Adds.Contains(call.TargetMethod.Name))
                return StoreUseKind.Growth;
            if (fact.Removes.Contains(call.TargetMethod.Name))
                return StoreUseKind.Eviction;
        }

        return null;
    }

    // Code that compares the count with a limit does something about it, wherever it stands.
    private static bool IsCompared(StoreUse use) =>
        use is { Kind: StoreUseKind.CountRead, Operation.Parent: IBinaryOperation comparison } &&
        comparison.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
            or BinaryOperatorKind.GreaterThanOrEqual &&
        !IsZero(comparison.LeftOperand) && !IsZero(comparison.RightOperand);

    private static bool IsZero(IOperation operation) => operation.Unwrap().ConstantValue is { HasValue: true, Value: 0 };

    // await _slots.WaitAsync(); a semaphore that the same member releases only takes turns.
    private static bool WaitsForRoom(IOperation write)
    {
        var waits = write.Root().Descendants().OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.ContainingType?.Name == "SemaphoreSlim").ToList();
        return waits.Any(call => call.TargetMethod.Name is "Wait" or "WaitAsync" && call.Syntax.SpanStart < write.Syntax.SpanStart) &&
            !waits.Any(call => call.TargetMethod.Name == "Release");
    }

    // A pool gets back what it has handed out.
    private static bool GivesBack(IOperation write) =>
        write.ContainingMember()?.Name is { } name &&
        (name.StartsWith("Return", StringComparison.Ordinal) || name.StartsWith("Release", StringComparison.Ordinal));

    private static IOperation? ReceiverOf(IInvocationOperation call) => (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Unwrap();

    private static bool HasElementsOf(ITypeSymbol? one, ITypeSymbol other) =>
        one is INamedTypeSymbol { TypeArguments.Length: > 0 } first && other is INamedTypeSymbol { TypeArguments.Length: > 0 } second &&
        SymbolEqualityComparer.Default.Equals(first.TypeArguments[0], second.TypeArguments[0]);
}
