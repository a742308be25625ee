using System.Collections.Immutable;
using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence.HandlerScope;

/// <summary>Finds services of one scope that are injected into objects that live as long as the process.</summary>
internal sealed class ScopedServices(EvidenceContext context)
{
    private readonly HandlerScopes _scope = context.HandlerScopes;
    private readonly Lazy<ImmutableHashSet<ISymbol>> _scoped = new(() => Registered(context, FactKind.ScopedRegistration).Except(Registered(context, FactKind.SingletonRegistration)));

    /// <summary>The constructor parameters of a type that are services of one scope, when its object lives as long as the process; with what the type is.</summary>
    public IEnumerable<(IParameterSymbol Parameter, string Role)> In(INamedTypeSymbol type)
    {
        var scoped = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility != Accessibility.Private).SelectMany(constructor => constructor.Parameters).Where(IsScoped).ToList();

        // Few types take such a service; how long an object lives is the dearer question.
        if (scoped.Count == 0 || RoleOf(type) is not { } role)
            yield break;
        foreach (var parameter in scoped)
            yield return (parameter, role);
    }

    private bool IsScoped(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol service && (_scope.Types.IsContext(service) || _scoped.Value.Contains(service.OriginalDefinition));

    // The objects that the container of services makes: not a class that keeps its only object itself.
    private string? RoleOf(INamedTypeSymbol type) =>
        context.Lifetimes.ProcessLivedAs(type) is { } role && type.InstanceConstructors.Any(constructor => constructor.DeclaredAccessibility == Accessibility.Public) && !type.InstanceConstructors.SelectMany(context.ReferencesTo).Any(creation => creation is IObjectCreationOperation) ? role
        : IsMiddleware(type) ? "middleware"
        : null;

    private bool IsMiddleware(INamedTypeSymbol type) =>
        _scope.Handlers.IsContainerClass(type) && type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => context.Facts.Has(FactKind.ContainerLived, parameter.Type) && !context.Facts.Has(FactKind.HandlerParameter, parameter.Type)));

    /// <summary>The types under which services are registered: the first type argument, or the first <c>typeof</c>.</summary>
    private static ImmutableHashSet<ISymbol> Registered(EvidenceContext context, FactKind kind)
    {
        var types = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var call in context.Facts.OfKind(kind).SelectMany(registration => context.CallsNamed(registration.Name)))
        {
            var service = call.TargetMethod.TypeArguments.FirstOrDefault() ?? call.Arguments.Select(argument => argument.Value.Unwrap()).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand;

            // Others register services of a library, too, and in ways that are not seen here.
            if (service?.Locations.Any(location => location.IsInSource) == true)
                types.Add(service.OriginalDefinition);
        }

        return types.ToImmutable();
    }
}
