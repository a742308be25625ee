using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Finds the locals of a hosted service that its endless loop fills, and that live as long as the loop: <c>while
/// (!stoppingToken.IsCancellationRequested) tasks.Add(HandleAsync(…));</c>.
/// </summary>
internal sealed class LoopStoreFinder(CompilationAnalysis context)
{
    private readonly KeyDomainAnalysis _keys = new(context, context.Calls);
    private readonly LocalStoreAnalysis _locals = new(context);

    /// <summary>The locals in the methods of a type, each with the evidence that it grows.</summary>
    public IEnumerable<(Store Store, GrowthVerdict Verdict)> In(INamedTypeSymbol type)
    {
        if (!context.Facts.Has(FactKind.ProcessLived, type))
            yield break;
        var bodies = type.GetMembers().OfType<IMethodSymbol>().Where(HasLoop).SelectMany(context.BodiesOf);
        foreach (var loop in bodies.SelectMany(static body => body.Descendants()).Where(IsEndless))
        {
            foreach (var store in _locals.StoresIn(((ILoopOperation)loop).Body, local => IsDeclaredIn(local, loop)))
            {
                if (_locals.VerdictOn(store, use => IsGrowth(use, (ILoopOperation)loop)) is { } verdict)
                    yield return (store, verdict);
            }
        }
    }

    private static bool HasLoop(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(static reference =>
        reference.GetSyntax().DescendantNodes()
            .Any(static node => node is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax));

    // A loop that ends when it has all pages has a way out.
    private static bool IsEndless(IOperation operation) =>
        operation is IWhileLoopOperation or IForLoopOperation && ExecutionPhaseAnalysis.IsEndlessLoop(operation) &&
        !((ILoopOperation)operation).Body.Descendants()
            .Any(part => part.EnclosingFunction().IsAt(operation.EnclosingFunction()) && IsWayOut(part, (ILoopOperation)operation));

    private static bool IsWayOut(IOperation part, ILoopOperation loop) =>
        part is IReturnOperation { Kind: not OperationKind.YieldReturn } or IBranchOperation { BranchKind: BranchKind.GoTo } ||
        (part is IBranchOperation { BranchKind: BranchKind.Break } leaving &&
            SymbolEqualityComparer.Default.Equals(leaving.Target, loop.ExitLabel));

    private static bool IsDeclaredIn(ILocalSymbol local, IOperation loop) =>
        local.DeclaringSyntaxReferences.Any(declared => loop.Syntax.Span.Contains(declared.Span));

    private bool IsGrowth(StoreUse use, ILoopOperation loop) =>
        loop.Body.Syntax.Span.Contains(use.Operation.Syntax.Span) && !(use.IsKeyed && _keys.IsSmall(use.Key));
}
