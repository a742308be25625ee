using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>How a function can be left between two points.</summary>
internal enum ExitPath
{
    /// <summary>Not at all: every way out passes the second point.</summary>
    None,

    /// <summary>Only by an exception of something that is called or awaited in between.</summary>
    Exception,

    /// <summary>By a branch that is written there: an early return, a throw, a condition that is not met.</summary>
    Branch,
}

/// <summary>
/// Finds out whether control can leave a function behind one operation without passing any of some others:
/// <c>running.Add(id); await Work(); running.Remove(id);</c> leaves by an exception of <c>Work</c>, and not when the removal is in a
/// <c>finally</c>.
/// </summary>
/// <remarks>
/// Works on the flow graph of the one function that all the operations are in; an operation of a nested function is not seen.
/// </remarks>
internal sealed class ExitPathFinder
{
    private readonly ControlFlowGraph _graph;
    private readonly IOperation _start;
    private readonly ImmutableArray<IOperation> _passed;
    private readonly Func<IOperation, bool> _mayThrow;
    private bool _countsReturns = true;

    private ExitPathFinder(ControlFlowGraph graph, IOperation start, ImmutableArray<IOperation> passed, Func<IOperation, bool> mayThrow)
    {
        _graph = graph;
        _start = start;
        _passed = passed;
        _mayThrow = mayThrow;
    }

    /// <summary>The worst way out of the function behind <paramref name="start"/> that passes none of the other operations.</summary>
    /// <param name="start">Where control is.</param>
    /// <param name="passed">The operations to be passed, in the same function.</param>
    /// <param name="mayThrow">Whether an operation is one whose exceptions count.</param>
    public static ExitPath Find(IOperation start, ImmutableArray<IOperation> passed, Func<IOperation, bool> mayThrow)
    {
        if (GraphOf(start) is not { } graph)
            return ExitPath.None;
        var paths = new ExitPathFinder(graph, start, passed, mayThrow);
        if (paths.FirstBlockOf(start) is not { } first)
            return ExitPath.None;
        if (paths.IsLeftFrom(first, Raised.Nothing) || paths.IsLeftFrom(first, Raised.Expected))
            return ExitPath.Branch;
        return paths.IsLeftFrom(first, Raised.Anything) ? ExitPath.Exception : ExitPath.None;
    }

    /// <summary>Which exceptions of calls are looked at.</summary>
    private enum Raised
    {
        Nothing,

        /// <summary>Those that the function expects, since it names their type in a <c>catch</c>: a time-out, say.</summary>
        Expected,

        Anything,
    }

    private bool IsLeftFrom(BasicBlock first, Raised raised)
    {
        var seen = new HashSet<int> { first.Ordinal };
        var pending = new Queue<BasicBlock>();
        pending.Enqueue(first);
        while (pending.Count > 0)
        {
            var block = pending.Dequeue();
            var isFirst = block == first;
            var part = Part(block, isFirst);
            if (raised != Raised.Nothing && part.Throws && Raise(block, Follow, raised == Raised.Expected))
                return true;
            if (part.Passes)
                continue;
            foreach (var branch in SuccessorsOf(block, isFirst))
            {
                if (branch.FinallyRegions.Any(Passes))
                    continue;
                if (branch.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow)
                {
                    if (Raise(block, Follow) && _countsReturns && !(raised == Raised.Expected && IsInCatch(block)))
                        return true;
                }
                else if (branch.Destination is { } next)
                {
                    if (next.Kind == BasicBlockKind.Exit && _countsReturns)
                        return true;
                    Follow(next);
                }
            }
        }

        return false;

        void Follow(BasicBlock next)
        {
            if (seen.Add(next.Ordinal))
                pending.Enqueue(next);
        }
    }

    /// <summary>What happens in a block, from the start on and up to the first operation to be passed.</summary>
    private (bool Passes, bool Throws) Part(BasicBlock block, bool isFirst)
    {
        var throws = false;
        foreach (var operation in OperationsOf(block))
        {
            if (isFirst && operation.Syntax.SpanStart < _start.Syntax.Span.End)
                continue;
            if (_passed.Any(passed => IsSame(passed, operation)))
                return (true, throws);
            throws |= _mayThrow(operation);
        }

        return (false, throws);
    }

    // `if (!store.TryAdd(key, value)) return;`: where nothing was added, nothing is left behind.
    private IEnumerable<ControlFlowBranch> SuccessorsOf(BasicBlock block, bool isFirst)
    {
        var isTest = block is { ConditionKind: not ControlFlowConditionKind.None, BranchValue: { } value } && IsResult(value);
        if (block.ConditionalSuccessor is { } conditional && !(isTest && block.ConditionKind == ControlFlowConditionKind.WhenFalse))
            yield return conditional;
        if (block.FallThroughSuccessor is { } next && !(isTest && block.ConditionKind == ControlFlowConditionKind.WhenTrue))
            yield return next;

        bool IsResult(IOperation tested) =>
            (isFirst && IsSame(_start, tested)) || tested is ILocalReferenceOperation { Local: var local } && IsResultLocal(local);
    }

    private bool IsResultLocal(ILocalSymbol local) =>
        _start.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } } &&
        SymbolEqualityComparer.Default.Equals(local, declared);

    /// <summary>Whether an exception of something that is called behind <paramref name="start"/> leaves the function.</summary>
    public static bool IsLeftByException(IOperation start, Func<IOperation, bool> mayThrow)
    {
        if (GraphOf(start) is not { } graph)
            return false;
        var paths = new ExitPathFinder(graph, start, ImmutableArray<IOperation>.Empty, mayThrow) { _countsReturns = false };
        return paths.FirstBlockOf(start) is { } first && paths.IsLeftFrom(first, Raised.Anything);
    }

    private static bool IsInCatch(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Hands an exception of a block to the handlers around it; true when it can leave the function past all that is to be passed.
    /// </summary>
    /// <param name="isExpected">Whether the exception is one that a handler names: it goes to those only, and does not leave the
    /// function.</param>
    private bool Raise(BasicBlock block, Action<BasicBlock> follow, bool isExpected = false)
    {
        var child = block.EnclosingRegion;
        for (var region = child.EnclosingRegion; region is not null; child = region, region = region.EnclosingRegion)
        {
            if (child.Kind != ControlFlowRegionKind.Try)
                continue;
            if (region.Kind == ControlFlowRegionKind.TryAndFinally)
            {
                if (region.NestedRegions.Any(nested => nested.Kind == ControlFlowRegionKind.Finally && Passes(nested)))
                    return false;
            }
            else if (region.Kind == ControlFlowRegionKind.TryAndCatch)
            {
                foreach (var handler in region.NestedRegions.Where(static nested => nested.Kind is ControlFlowRegionKind.Catch
                    or ControlFlowRegionKind.FilterAndHandler))
                {
                    var catchesAll = CatchesAll(handler.ExceptionType);
                    if (!isExpected || !catchesAll)
                        follow(_graph.Blocks[handler.FirstBlockOrdinal]);
                    if (handler.Kind == ControlFlowRegionKind.Catch && catchesAll)
                        return false;
                }
            }
        }

        return !isExpected;
    }

    private static bool CatchesAll(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object }
            or { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>
    /// Whether control that enters a region passes one of the operations on whatever way through it: its first statement level is enough
    /// for a <c>finally</c>.
    /// </summary>
    private bool Passes(ControlFlowRegion region) =>
        Enumerable.Range(region.FirstBlockOrdinal, region.LastBlockOrdinal - region.FirstBlockOrdinal + 1)
            .SelectMany(ordinal => OperationsOf(_graph.Blocks[ordinal])).Any(operation => _passed.Any(passed => IsSame(passed, operation)));

    private BasicBlock? FirstBlockOf(IOperation sought) =>
        _graph.Blocks.FirstOrDefault(block => OperationsOf(block).Any(operation => IsSame(sought, operation)));

    // In the order of evaluation, as near as the source's order comes to it.
    private static IEnumerable<IOperation> OperationsOf(BasicBlock block)
    {
        foreach (var operation in block.Operations)
        {
            foreach (var part in operation.DescendantsAndSelf())
                yield return part;
        }

        if (block.BranchValue is { } value)
        {
            foreach (var part in value.DescendantsAndSelf())
                yield return part;
        }
    }

    // Operations of the graph are others than those of the body.
    private static bool IsSame(IOperation one, IOperation other) => one.Kind == other.Kind && one.Syntax == other.Syntax;

    private static ControlFlowGraph? GraphOf(IOperation operation)
    {
        // Roslyn builds the graph in one recursion.
        if (!DeepCode.IsShallow(operation.Syntax))
            return null;
        var functions = new Stack<IOperation>();
        var root = operation;
        for (var current = operation.Parent; current is not null; root = current, current = current.Parent)
        {
            if (current is ILocalFunctionOperation or IAnonymousFunctionOperation)
                functions.Push(current);
        }

        var graph = root switch
        {
            IMethodBodyOperation body => ControlFlowGraph.Create(body),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body),
            IBlockOperation body => ControlFlowGraph.Create(body),
            IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer),
            IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer),
            _ => null,
        };
        while (graph is not null && functions.Count > 0)
            graph = Nested(graph, functions.Pop());
        return graph;
    }

    private static ControlFlowGraph? Nested(ControlFlowGraph graph, IOperation function)
    {
        if (function is ILocalFunctionOperation local)
            return graph.LocalFunctions.Contains(local.Symbol, SymbolEqualityComparer.Default)
                ? graph.GetLocalFunctionControlFlowGraph(local.Symbol)
                : null;
        var lambda = graph.Blocks
            .SelectMany(OperationsOf).OfType<IFlowAnonymousFunctionOperation>()
            .FirstOrDefault(found => found.Syntax == function.Syntax);
        return lambda is null ? null : graph.GetAnonymousFunctionControlFlowGraph(lambda);
    }
}
