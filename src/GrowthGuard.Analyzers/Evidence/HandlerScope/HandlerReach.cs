using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence.HandlerScope;

/// <summary>Which handler an operation runs in, as far as the calls in this compilation tell.</summary>
internal sealed class HandlerReach(EvidenceContext context, Handlers handlers)
{
    private const int MaximumDepth = 6;

    private readonly KeptResults _kept = new(context, followsCalls: false);
    private readonly ConcurrentDictionary<ISymbol, Handler?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The handler that runs the operation, itself or through others, or <see langword="null"/> when none is seen.</summary>
    public Handler? Of(IOperation operation) => handlers.MayExist ? Of(operation, []) : null;

    /// <summary>The handler that makes objects of the class, or <see langword="null"/> when none is seen.</summary>
    public Handler? OfMaking(INamedTypeSymbol type) =>
        handlers.MayExist ? type.InstanceConstructors.Select(constructor => OfMethod(constructor, [])).FirstOrDefault(handler => handler is not null) : null;

    private Handler? Of(IOperation operation, HashSet<ISymbol> asked)
    {
        foreach (var ancestor in operation.SelfAndAncestors().Skip(1))
        {
            switch (ancestor)
            {
                case IAnonymousFunctionOperation lambda when handlers.Of(lambda) is { } handler:
                    return handler;
                case IAnonymousFunctionOperation lambda when Lambdas.RunOf(lambda) == LambdaRun.Once:
                    return null;
                case ILocalFunctionOperation function:
                    return OfMethod(function.Symbol, asked);
            }
        }

        return operation.ContainingMember() switch
        {
            IMethodSymbol method => OfMethod(method, asked),
            (IFieldSymbol or IPropertySymbol) and { IsStatic: false } member => member.ContainingType.InstanceConstructors.Select(constructor => OfMethod(constructor, asked)).FirstOrDefault(handler => handler is not null),
            _ => null,
        };
    }

    private Handler? OfMethod(IMethodSymbol method, HashSet<ISymbol> asked)
    {
        method = method.OriginalDefinition;
        if (_known.TryGetValue(method, out var known))
            return known;
        if (handlers.Of(method) is { } handler)
            return _known[method] = handler;
        if (method.MethodKind == MethodKind.StaticConstructor || context.Phases.IsStartup(method) || asked.Count > MaximumDepth || !asked.Add(method))
            return null;
        var found = method.MethodKind == MethodKind.Constructor && IsMadeForEach(method.ContainingType)
            ? new Handler(method, method.ContainingType.Name)
            : method.CalledThrough().Where(entry => entry.Locations.Any(location => location.IsInSource)).Prepend(method)
                .SelectMany(entry => context.ReferencesTo(entry.AssociatedSymbol ?? entry))
                .Where(call => method.MethodKind != MethodKind.Constructor || _kept.HolderOf(call) is null)
                .Select(call => call is IMethodReferenceOperation group && handlers.OfGroup(group) is { } taken ? taken : Of(call, asked))
                .FirstOrDefault(reached => reached is not null);
        asked.Remove(method);
        if (found is not null || asked.Count == 0)
            _known[method] = found;
        return found;
    }

    /// <summary>Whether the host makes an object of the class for each invocation.</summary>
    private bool IsMadeForEach(INamedTypeSymbol type) =>
        !type.IsAbstract && (context.Facts.Has(Facts.FactKind.MadePerCall, type) ||
            (!handlers.IsContainerClass(type) && type.GetMembers().OfType<IMethodSymbol>().Any(method => !method.IsStatic && method.GetAttributes().Any(attribute => attribute.AttributeClass is { } kind && context.Facts.Has(Facts.FactKind.HandlerAttribute, kind)))));
}
