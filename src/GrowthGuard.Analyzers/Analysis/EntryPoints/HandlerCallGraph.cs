using System.Collections.Concurrent;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.EntryPoints;

/// <summary>Which handler an operation runs in, as far as the calls in this compilation tell.</summary>
internal sealed class HandlerCallGraph(CompilationAnalysis context, HandlerDetector handlers)
{
    private const int MaximumDepth = 6;

    // In an interpreter, say, everything calls everything: what so many members and calls do not tell, more of them will not.
    private const int MaximumMembers = 100;
    private const int MaximumCalls = 30;

    // A handler that is further away says little to the reader of a message.
    private const int MaximumMembersNear = 20;

    private readonly ValueDestination _kept = new(context, followsCalls: false);
    private readonly ConcurrentDictionary<IMethodSymbol, Handler?> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, Handler?> _near = new(SymbolEqualityComparer.Default);

    /// <summary>The handler that runs the operation, itself or through others, or <see langword="null"/> when none is seen.</summary>
    public Handler? Of(IOperation operation) => Reaching(operation, _known, MaximumMembers);

    /// <summary>The same for messages: it is named when it is near.</summary>
    public Handler? Near(IOperation operation) => Reaching(operation, _near, MaximumMembersNear);

    /// <summary>The handler that makes objects of the class, or <see langword="null"/> when none is seen.</summary>
    public Handler? OfMaking(INamedTypeSymbol type) =>
        handlers.MayExist ? Reaching(type.InstanceConstructors, _known, MaximumMembers) : null;

    private Handler? Reaching(IOperation operation, ConcurrentDictionary<IMethodSymbol, Handler?> known, int most)
    {
        if (!handlers.MayExist)
            return null;
        var (handler, runners) = RunnersOf(operation);
        return handler ?? Reaching(runners, known, most);
    }

    private Handler? Reaching(IEnumerable<IMethodSymbol> methods, ConcurrentDictionary<IMethodSymbol, Handler?> known, int most) =>
        methods
            .Select(method => known.GetOrAdd(method.OriginalDefinition, asked => Find(asked, most)))
            .FirstOrDefault(handler => handler is not null);

    /// <summary>Looks at callers, then at their callers: each is asked once, on the shortest way to it.</summary>
    private Handler? Find(IMethodSymbol method, int most)
    {
        var asked = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var level = new List<IMethodSymbol> { method };
        for (var depth = 0; depth <= MaximumDepth && level.Count > 0; depth++)
        {
            var callers = new List<IMethodSymbol>();
            foreach (var called in level)
            {
                if (asked.Count >= most || !asked.Add(called))
                    continue;
                if (HandlerOf(called) is { } handler)
                    return handler;
                foreach (var call in CallsOf(called))
                {
                    var (reached, runners) = call is IMethodReferenceOperation group && handlers.OfGroup(group) is { } taken
                        ? (taken, [])
                        : RunnersOf(call);
                    if (reached is not null)
                        return reached;
                    callers.AddRange(runners.Select(runner => runner.OriginalDefinition));
                }
            }

            level = callers;
        }

        return null;
    }

    /// <summary>The handler that the operation stands in, or the methods of which one runs it.</summary>
    private (Handler? Handler, IEnumerable<IMethodSymbol> Runners) RunnersOf(IOperation operation)
    {
        foreach (var ancestor in operation.SelfAndAncestors().Skip(1))
        {
            switch (ancestor)
            {
                case IAnonymousFunctionOperation lambda when handlers.Of(lambda) is { } handler:
                    return (handler, []);
                case IAnonymousFunctionOperation lambda when DelegateInvocation.RunOf(lambda) == DelegateTiming.Once:
                    return (null, []);
                case ILocalFunctionOperation function:
                    return (null, [function.Symbol]);
            }
        }

        return operation.ContainingMember() switch
        {
            IMethodSymbol method => (null, [method]),
            (IFieldSymbol or IPropertySymbol) and { IsStatic: false } member => (null, member.ContainingType.InstanceConstructors),
            _ => (null, []),
        };
    }

    private Handler? HandlerOf(IMethodSymbol method) =>
        handlers.Of(method) ??
        (method.MethodKind == MethodKind.Constructor && IsMadeForEach(method.ContainingType)
            ? new Handler(method, method.ContainingType.Name)
            : null);

    private IEnumerable<IOperation> CallsOf(IMethodSymbol method) =>
        method.MethodKind == MethodKind.StaticConstructor || context.Phases.IsStartup(method)
            ? []
            : context.CallsOf(method, MaximumCalls)
                .Where(call => method.MethodKind != MethodKind.Constructor || _kept.HolderOf(call) is null);

    /// <summary>Whether the host makes an object of the class for each invocation.</summary>
    private bool IsMadeForEach(INamedTypeSymbol type) =>
        !type.IsAbstract && (context.Facts.Has(FactKind.MadePerCall, type) ||
            (!handlers.IsContainerClass(type) &&
                type.GetMembers().OfType<IMethodSymbol>()
                    .Any(method => !method.IsStatic &&
                        method.GetAttributes()
                            .Any(attribute => attribute.AttributeClass is { } kind &&
                                context.Facts.Has(FactKind.HandlerAttribute, kind)))));
}
