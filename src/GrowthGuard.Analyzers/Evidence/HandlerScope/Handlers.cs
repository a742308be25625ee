using System.Collections.Concurrent;
using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence.HandlerScope;

/// <summary>Which functions of a compilation are handlers, and which handler classes the host makes once for all invocations.</summary>
internal sealed class Handlers(EvidenceContext context)
{
    private static readonly FactKind[] HostFacts = [FactKind.HandlerParameter, FactKind.HandlerAttribute, FactKind.HandlerBase, FactKind.HandlerTaker, FactKind.ProcessLived];

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _containerClasses = new(SymbolEqualityComparer.Default);
    private readonly Lazy<bool> _exist = new(() => HostFacts.SelectMany(kind => context.Facts.OfKind(kind)).Any(fact => !context.Compilation.GetTypesByMetadataName(fact.Name).IsEmpty));

    /// <summary>Whether the compilation knows any host. Without one, there are no handlers and nothing to ask.</summary>
    public bool MayExist => _exist.Value;

    /// <summary>Whether the host calls the method for each invocation, request, message or job.</summary>
    public bool IsHandler(IMethodSymbol method) =>
        method.Parameters.Any(parameter => context.Facts.Has(FactKind.HandlerParameter, parameter.Type)) ||
        method.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && context.Facts.Has(FactKind.HandlerAttribute, type)) ||
        (method.DeclaredAccessibility == Accessibility.Public && method.MethodKind == MethodKind.Ordinary && method.ContainingType is { } holder && context.Facts.Has(FactKind.HandlerBase, holder));

    /// <summary>Whether a lambda is called so: by its parameters, or by what it is given to.</summary>
    public bool IsHandler(IAnonymousFunctionOperation lambda) =>
        lambda.Symbol.Parameters.Any(parameter => context.Facts.Has(FactKind.HandlerParameter, parameter.Type)) || IsTaken(lambda);

    /// <summary>Whether a lambda or method group is given to the host as a handler.</summary>
    public bool IsTaken(IOperation function) => Lambdas.CallOf(function) switch
    {
        IInvocationOperation call => Takes(call.TargetMethod.ReducedFrom?.ContainingType ?? call.TargetMethod.ContainingType, call.TargetMethod.Name),
        IObjectCreationOperation { Type: INamedTypeSymbol type } => Takes(type, ".ctor"),
        _ => false,
    };

    /// <summary>The handler that a method is, or <see langword="null"/>.</summary>
    public Handler? Of(IMethodSymbol method) => IsHandler(method) ? new Handler(method, NameOf(method)) : null;

    /// <summary>The handler that a lambda is, or <see langword="null"/>.</summary>
    public Handler? Of(IAnonymousFunctionOperation lambda) => IsHandler(lambda) ? new Handler(lambda.Symbol, NameOfTaken(lambda)) : null;

    /// <summary>The handler that a method becomes by being given to the host, or <see langword="null"/>.</summary>
    public Handler? OfGroup(IMethodReferenceOperation group) => IsTaken(group) ? new Handler(group.Method, NameOf(group.Method)) : null;

    /// <summary>Whether the host makes one object of the class for all invocations and calls its handlers on that, as far as the class's shape tells.</summary>
    public bool IsContainerClass(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false, IsAbstract: false } && MayExist && _containerClasses.GetOrAdd(type.OriginalDefinition, IsShapedAsContainerClass);

    private bool IsShapedAsContainerClass(INamedTypeSymbol type) =>
        IsContainerLivedMarker(type, FactKind.HandlerParameter, isWanted: false) || IsHandlerAttribute(type) || type.GetMembers().OfType<IMethodSymbol>().Any(IsOfContainerClass);

    /// <summary>Whether all objects of the class are of that kind: none is made for one invocation.</summary>
    public bool IsContainerLived(INamedTypeSymbol type) =>
        IsContainerClass(type) && context.Lifetimes.ProcessLivedAs(type) is null && context.Lifetimes.HasOnlyLongLivedInstances(type) && !IsRegisteredPerCall(type);

    private static string NameOf(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction || method.ContainingType is not { IsImplicitlyDeclared: false } type ? method.Name : $"{type.Name}.{method.Name}";

    // A filter that is an attribute is made once for each place where it is written.
    private bool IsHandlerAttribute(INamedTypeSymbol type) => context.Facts.Has(FactKind.HandlerBase, type) && IsAttribute(type);

    private static bool IsAttribute(INamedTypeSymbol type) =>
        SelfAndBases(type).Any(current => current is { Name: "Attribute", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private bool IsOfContainerClass(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Constructor => method.Parameters.Any(parameter => IsContainerLivedMarker(parameter.Type, FactKind.HandlerParameter, isWanted: false)) && method.ContainingType.GetMembers().OfType<IMethodSymbol>().Any(member => member.Name is "Invoke" or "InvokeAsync" && IsHandler(member)),
        MethodKind.Ordinary => method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } &&
            (method.Parameters.Any(parameter => IsContainerLivedMarker(parameter.Type, FactKind.HandlerParameter, isWanted: true)) ||
                method.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && IsContainerLivedMarker(type, FactKind.HandlerAttribute, isWanted: true))),
        _ => false,
    };

    // What makes a method a handler says so by itself; other types say it as parameters of a constructor.
    private bool IsContainerLivedMarker(ITypeSymbol type, FactKind handler, bool isWanted) =>
        context.Facts.Has(FactKind.ContainerLived, type) && context.Facts.Has(handler, type) == isWanted;

    private bool IsRegisteredPerCall(INamedTypeSymbol type) =>
        context.NamesOf(type).Any(name => name.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault()?.Expression is MemberAccessExpressionSyntax access && context.Facts.Names(FactKind.ScopedRegistration, access.Name.Identifier.ValueText));

    private bool Takes(INamedTypeSymbol type, string member) =>
        SelfAndBases(type).SelectMany(context.Facts.About).Any(fact => fact.Kind == FactKind.HandlerTaker && (fact.Adds.IsEmpty || fact.Adds.Contains(member)));

    private static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
        foreach (var implemented in type.AllInterfaces)
            yield return implemented;
    }

    private static string NameOfTaken(IAnonymousFunctionOperation lambda)
    {
        if (Lambdas.CallOf(lambda) is not IInvocationOperation call)
            return "lambda";

        // app.MapGet("/orders", …): the route tells which.
        var route = call.Arguments.Select(argument => argument.Value.Unwrap().ConstantValue).FirstOrDefault(value => value is { HasValue: true, Value: string });
        return route.Value is string text ? $"{call.TargetMethod.Name} \"{text}\"" : call.TargetMethod.Name;
    }
}
