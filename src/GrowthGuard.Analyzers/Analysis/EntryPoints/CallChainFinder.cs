using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.EntryPoints;

/// <summary>Finds the shortest chain of calls from a handler to an operation. Used for findings only.</summary>
internal sealed class CallChainFinder(CompilationAnalysis context)
{
    private const int MaximumMembers = 100;
    private const int MaximumCalls = 30;

    /// <summary>
    /// The calls that lead from the handler to the operation, the handler's own first, and the operation last; empty when no chain is seen.
    /// </summary>
    public ImmutableArray<IOperation> Find(Handler handler, IOperation operation)
    {
        var visited = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var level = new List<Link> { new(operation, null) };
        while (level.Count > 0)
        {
            var callers = new List<Link>();
            foreach (var link in level)
            {
                var (isReached, caller) = CallerOf(link.Call, handler.Function);
                if (isReached)
                    return link.ToChain();
                if (caller is null || visited.Count >= MaximumMembers || !visited.Add(caller.OriginalDefinition))
                    continue;
                callers.AddRange(context.CallsOf(caller.OriginalDefinition, MaximumCalls).Select(call => new Link(call, link)));
            }

            level = callers;
        }

        return ImmutableArray<IOperation>.Empty;
    }

    /// <summary>Whether the handler makes the call itself; else the method or local function that makes it.</summary>
    private static (bool IsReached, IMethodSymbol? Caller) CallerOf(IOperation call, IMethodSymbol handler)
    {
        foreach (var ancestor in call.SelfAndAncestors().Skip(1))
        {
            switch (ancestor)
            {
                case IAnonymousFunctionOperation lambda when SymbolEqualityComparer.Default.Equals(lambda.Symbol, handler):
                    return (true, null);
                case ILocalFunctionOperation function:
                    return (SymbolEqualityComparer.Default.Equals(function.Symbol, handler), function.Symbol);
            }
        }

        return call.ContainingMember() is IMethodSymbol method
            ? (SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, handler.OriginalDefinition), method)
            : (false, null);
    }

    private sealed class Link(IOperation call, Link? next)
    {
        public IOperation Call { get; } = call;

        private Link? Next { get; } = next;

        public ImmutableArray<IOperation> ToChain()
        {
            var chain = ImmutableArray.CreateBuilder<IOperation>();
            for (var link = this; link is not null; link = link.Next)
                chain.Add(link.Call);
            return chain.ToImmutable();
        }
    }
}
