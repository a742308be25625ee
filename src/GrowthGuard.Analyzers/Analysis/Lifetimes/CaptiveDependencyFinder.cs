using System.Collections.Concurrent;
using GrowthGuard.Analyzers.Analysis.Invocations;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>Finds services of one scope that are injected into objects that live as long as the process.</summary>
internal sealed class CaptiveDependencyFinder(CompilationAnalysis context)
{
    private readonly InvocationAnalysis _scope = context.HandlerScopes;
    private readonly ServiceRegistrationCallReader _scopedCalls = new(context, context.Mentions, FactKind.ScopedRegistration);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _isScoped = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The constructor parameters of a type that are services of one scope, when its object lives as long as the process; with what the
    /// type is.
    /// </summary>
    public IEnumerable<(IParameterSymbol Parameter, string Role)> In(INamedTypeSymbol type)
    {
        var scoped = type.InstanceConstructors
            .Where(constructor => constructor.DeclaredAccessibility != Accessibility.Private)
            .SelectMany(constructor => constructor.Parameters)
            .Where(IsScoped).ToList();

        // Few types take such a service; how long an object lives is the dearer question.
        if (scoped.Count == 0 || RoleOf(type) is not { } role)
            yield break;
        foreach (var parameter in scoped)
            yield return (parameter, role);
    }

    private bool IsScoped(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol service &&
        (_scope.Types.IsContext(service) || _isScoped.GetOrAdd(service.OriginalDefinition, IsRegisteredScoped));

    // Others register services of a library, too, and in ways that are not seen here.
    private bool IsRegisteredScoped(INamedTypeSymbol service) =>
        service.IsInSource() && _scopedCalls.Register(service) && !context.Registrations.ContainService(service);

    // The objects that the container of services makes: not a class that keeps its only object itself.
    private string? RoleOf(INamedTypeSymbol type) =>
        context.Lifetimes.ProcessLivedAs(type) is { } role &&
        type.InstanceConstructors.Any(constructor => constructor.DeclaredAccessibility == Accessibility.Public) &&
        !type.InstanceConstructors.SelectMany(context.ReferencesTo).Any(creation => creation is IObjectCreationOperation) ? role
        : IsMiddleware(type) ? "middleware"
        : null;

    private bool IsMiddleware(INamedTypeSymbol type) =>
        !type.IsAbstract && _scope.Handlers.IsContainerClass(type) &&
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => context.Facts.Has(
            FactKind.ContainerLived,
            parameter.Type) && !context.Facts.Has(FactKind.HandlerParameter, parameter.Type)));
}
