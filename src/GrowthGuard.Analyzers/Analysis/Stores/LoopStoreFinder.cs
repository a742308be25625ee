using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Finds the locals of a hosted service that its endless loop fills, and that live as long as the loop: <c>while (!stoppingToken.IsCancellationRequested)
/// tasks.Add(HandleAsync(…));</c>.
/// </summary>
internal sealed class LoopStoreFinder(CompilationAnalysis context)
{
    private readonly KeyDomainAnalysis _keys = new(context, context.Calls);

    /// <summary>The locals in the methods of a type, each with the evidence that it grows.</summary>
    public IEnumerable<(Store Store, GrowthVerdict Verdict)> In(INamedTypeSymbol type)
    {
        if (!context.Facts.Has(FactKind.ProcessLived, type))
            yield break;
        foreach (var loop in type.GetMembers().OfType<IMethodSymbol>().Where(HasLoop).SelectMany(context.BodiesOf).SelectMany(static body => body.Descendants()).Where(IsEndless))
        {
            foreach (var store in StoresOf((ILoopOperation)loop))
            {
                if (VerdictOn(store, (ILoopOperation)loop) is { } verdict)
                    yield return (store, verdict);
            }
        }
    }

    private static bool HasLoop(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax().DescendantNodes().Any(static node => node is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax));

    // A loop that ends when it has all pages has a way out.
    private static bool IsEndless(IOperation operation) =>
        operation is IWhileLoopOperation or IForLoopOperation && ExecutionPhaseAnalysis.IsEndlessLoop(operation) &&
        !((ILoopOperation)operation).Body.Descendants().Any(part => part.EnclosingFunction().IsAt(operation.EnclosingFunction()) && IsWayOut(part, (ILoopOperation)operation));

    private static bool IsWayOut(IOperation part, ILoopOperation loop) =>
        part is IReturnOperation { Kind: not OperationKind.YieldReturn } or IBranchOperation { BranchKind: BranchKind.GoTo } ||
        (part is IBranchOperation { BranchKind: BranchKind.Break } leaving && SymbolEqualityComparer.Default.Equals(leaving.Target, loop.ExitLabel));

    private IEnumerable<Store> StoresOf(ILoopOperation loop) =>
        loop.Body.Descendants().OfType<ILocalReferenceOperation>().Select(static reference => reference.Local)
            .Where(local => !local.DeclaringSyntaxReferences.Any(declared => loop.Syntax.Span.Contains(declared.Span)))
            .Distinct<ILocalSymbol>(SymbolEqualityComparer.Default)
            .Select(local => context.Facts.Growable(local.Type) is { } fact ? new Store(local, local.Type, fact) : null).OfType<Store>();

    private GrowthVerdict? VerdictOn(Store store, ILoopOperation loop)
    {
        var uses = new StoreUseCollector(context, context.Calls, store).Collect();
        if (uses.Any(static use => use.Kind is not (StoreUseKind.Growth or StoreUseKind.Lookup)))
            return null;
        var updates = new ExistingKeyUpdateDetector(uses);
        var growth = uses.Where(use => use.Kind == StoreUseKind.Growth && loop.Body.Syntax.Span.Contains(use.Operation.Syntax.Span) && !updates.IsUpdate(use) &&
            !(use.IsKeyed && (_keys.DomainOf(use.Key) == KeyDomain.Closed || _keys.AreFew(use.Key)))).ToImmutableArray();
        return growth.IsEmpty ? null : new GrowthVerdict(GrowthOutcome.Growing, "nothing evicts from it", growth, uses);
    }
}
