using System.Collections.Concurrent;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.EntryPoints;

/// <summary>
/// Finds the handler that the host calls: a method that takes a context looks like one, and may be a helper that a handler hands it to.
/// Asked for messages only.
/// </summary>
internal sealed class HandlerEntryFinder(CompilationAnalysis context, HandlerDetector handlers)
{
    private const int MaximumDepth = 6;
    private const int MaximumMembers = 100;
    private const int MaximumCalls = 30;

    private readonly ConcurrentDictionary<IMethodSymbol, Handler?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The handler itself, or the one that calls it; <see langword="null"/> when nobody is seen to call what only other code of the type
    /// can.
    /// </summary>
    /// <remarks>What is a handler by what is done with it (a job, a worker's loop) is none by its shape, and no helper.</remarks>
    public Handler? Of(Handler? handler) =>
        handler is not null && handlers.IsHandler(handler.Function) && handlers.MayBeHelper(handler.Function)
            ? _known.GetOrAdd(handler.Function.OriginalDefinition, helper => Calling(helper) ?? (IsOpen(helper) ? handler : null))
            : handler;

    /// <summary>Looks at callers, then at their callers: the first that the host calls, or the last that takes a context.</summary>
    private Handler? Calling(IMethodSymbol helper)
    {
        Handler? last = null;
        var asked = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var level = new List<IMethodSymbol> { helper };
        for (var depth = 0; depth <= MaximumDepth && level.Count > 0; depth++)
        {
            var callers = new List<IMethodSymbol>();
            foreach (var called in level)
            {
                if (asked.Count >= MaximumMembers || !asked.Add(called))
                    continue;
                foreach (var call in context.CallsOf(called, MaximumCalls))
                {
                    if (call is IMethodReferenceOperation group && handlers.OfGroup(group) is { } taken)
                        return taken;
                    if (call is IInvocationOperation queued && handlers.OfJob(queued) is { } job)
                        return job;
                    var (handler, caller) = CallerOf(call);
                    if (handler is not null && !handlers.MayBeHelper(handler.Function))
                        return handler;
                    if (caller is null || context.Phases.IsStartup(caller) || context.Phases.IsTestFixture(caller.ContainingType))
                        continue;
                    last = handler is not null && IsOpen(caller) ? handler : last;
                    callers.Add(caller.OriginalDefinition);
                }
            }

            level = callers;
        }

        return last;
    }

    /// <summary>
    /// The handler that makes the call, if it is one; and the method or local function that makes it, unless that is a lambda of its own.
    /// </summary>
    private (Handler? Handler, IMethodSymbol? Caller) CallerOf(IOperation call)
    {
        foreach (var ancestor in call.SelfAndAncestors().Skip(1))
        {
            if (ancestor is IAnonymousFunctionOperation lambda && handlers.Of(lambda) is { } handler)
                return (handler, null);
            if (ancestor is ILocalFunctionOperation function)
                return (handlers.Of(function.Symbol), function.Symbol);
        }

        return call.ContainingMember() is IMethodSymbol method ? (handlers.Of(method), method) : (null, null);
    }

    // What only code of its own type or function calls, the host does not.
    private static bool IsOpen(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: not Accessibility.Private };
}
