using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Caches;

/// <summary>A member or constructor parameter that holds a cache.</summary>
/// <param name="symbol">The field, property or parameter.</param>
/// <param name="creation">The creation of the cache, or <see langword="null"/> when it is injected.</param>
internal sealed class HeldCache(ISymbol symbol, IObjectCreationOperation? creation)
{
    public ISymbol Symbol { get; } = symbol;

    public IObjectCreationOperation? Creation { get; } = creation;
}

/// <summary>Finds the caches that a type holds: those that it creates, and those that it is given by injection.</summary>
internal sealed class CacheFinder(CompilationAnalysis context)
{
    /// <summary>The caches of a type, whatever their lifetime, by its declarations.</summary>
    public IEnumerable<HeldCache> HeldBy(INamedTypeSymbol type)
    {
        foreach (var (member, field) in type.Storage())
        {
            if (IsCache(field.Type) && Classify(member) is { } held)
                yield return held;
        }

        foreach (var parameter in type.InstanceConstructors.SelectMany(constructor => constructor.Parameters))
        {
            if (IsCache(parameter.Type) && !type.IsAbstract)
                yield return new HeldCache(parameter, null);
        }
    }

    /// <summary>Whether the cache lives as long as the process: where it is kept does, or the container made it.</summary>
    public bool IsLongLived(HeldCache cache) => cache.Symbol switch
    {
        IParameterSymbol parameter => IsInjected(parameter),
        var member => cache.Creation is null || context.Lifetimes.IsLongLived(member),
    };

    private bool IsCache(ITypeSymbol type) => context.Facts.About(type).Any(fact => fact.Kind == FactKind.Cache);

    private HeldCache? Classify(ISymbol member)
    {
        var origins = AssignedValueFinder
            .Lasting(member, context)
            .SelectMany(ValueOrigin.Of)
            .Where(origin => origin is not IThrowOperation).ToList();
        if (origins.Count == 0)
            return null;

        // Injected ones are followed from the constructor's parameter.
        if (origins.All(IsResolved))
            return new HeldCache(member, null);
        return origins.All(origin => origin is IObjectCreationOperation { Type: { } type } && IsCache(type))
            ? new HeldCache(member, (IObjectCreationOperation)origins[0])
            : null;
    }

    // The container calls the constructor; where code does, it may bring a cache of its own.
    private bool IsInjected(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol constructor &&
        context.ReferencesTo(constructor)
            .Where(call => context.Phases.PhaseOf(call) != ExecutionPhase.Test)
            .All(call => call is IObjectCreationOperation creation && IsHandedOn(creation, parameter));

    private static bool IsHandedOn(IObjectCreationOperation creation, IParameterSymbol parameter) =>
        creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value is { } value &&
        ValueOrigin.Of(value).All(IsResolved);

    private static bool IsResolved(IOperation origin) =>
        origin is IInvocationOperation { TargetMethod: { Name: "GetRequiredService"
            or "GetService", DeclaringSyntaxReferences.Length: 0 } };
}
