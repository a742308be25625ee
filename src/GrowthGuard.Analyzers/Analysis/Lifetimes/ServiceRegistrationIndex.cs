using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>
/// What a compilation registers for a container to hand out, above all singletons. A registration is bound when its service is first
/// needed.
/// </summary>
internal sealed class ServiceRegistrationIndex(CompilationAnalysis context, ReferenceSyntaxFilter mentions)
{
    private readonly ConcurrentDictionary<InvocationExpressionSyntax, ImmutableArray<ITypeSymbol>> _types = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _services = new(SymbolEqualityComparer.Default);

    /// <summary>The calls that register singletons.</summary>
    public ServiceRegistrationCallReader Calls { get; } = new(context, mentions, FactKind.SingletonRegistration);

    /// <summary>The calls that register services which are created for each use.</summary>
    private ServiceRegistrationCallReader TransientCalls { get; } = new(context, mentions, FactKind.TransientRegistration);

    /// <summary>The calls that register services of one scope.</summary>
    private ServiceRegistrationCallReader ScopedCalls { get; } = new(context, mentions, FactKind.ScopedRegistration);

    /// <summary>The classes of other assemblies that a file registers, and whether as singletons.</summary>
    public IEnumerable<(InvocationExpressionSyntax Call, INamedTypeSymbol Type, bool IsSingleton)> OfOthersIn(SyntaxTree tree) =>
        from reader in new[] { Calls, ScopedCalls, TransientCalls }
        from call in reader.In(tree)
        from type in ClassesNamedBy(call).OfType<INamedTypeSymbol>()
        where !type.IsInSource()
        select (call, type.OriginalDefinition, reader == Calls);

    /// <summary>
    /// Whether the class is registered: named as a type argument or with <c>typeof</c>, or created, in a factory or at once.
    /// </summary>
    public bool Contain(INamedTypeSymbol type) => Name(type, Calls);

    /// <summary>Whether the class is registered to be created again for each object that takes it.</summary>
    public bool AreTransient(INamedTypeSymbol type) => Name(type, TransientCalls);

    private bool Name(INamedTypeSymbol type, ServiceRegistrationCallReader calls) =>
        calls.MayName(type)
            .Any(call => _types.GetOrAdd(call, TypesOf)
                .Any(registered => SymbolEqualityComparer.Default.Equals(registered, type.OriginalDefinition)));

    /// <summary>Whether a singleton is registered under the type, as a rule an interface.</summary>
    public bool ContainService(INamedTypeSymbol service) => Calls.Register(service);

    /// <summary>Whether singletons are registered under the type, and nothing that lives shorter.</summary>
    public bool ContainOnlyAsSingleton(INamedTypeSymbol service) => _services.GetOrAdd(
        service.OriginalDefinition,
        asked => Calls.Register(asked) && !ScopedCalls.Register(asked) && !TransientCalls.Register(asked));

    /// <summary>Whether the class is named in the registration of a service that is made for one scope, or for each use.</summary>
    public bool ArePerCall(INamedTypeSymbol type) => context.NamesOf(type, IsInPerCall).Any();

    /// <summary>What the registrations of a file are given to hand out: an instance, or what a factory returns.</summary>
    public IEnumerable<IOperation> InstancesIn(SyntaxTree tree) =>
        from call in Calls.In(tree)
        where call.ArgumentList.Arguments.Count > 0
        let invocation = context.Compilation.GetSemanticModel(tree).OperationOf(call) as IInvocationOperation
        where invocation is not null
        from argument in invocation.Arguments
        from instance in InstancesOf(argument.Value.Unwrap())
        select instance;

    private bool IsInPerCall(SimpleNameSyntax name) =>
        name.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { } call && CallFinder.NameOf(call) is { } called &&
        (context.Facts.Names(FactKind.ScopedRegistration, called) || context.Facts.Names(FactKind.TransientRegistration, called));

    private ImmutableArray<ITypeSymbol> TypesOf(InvocationExpressionSyntax call)
    {
        if (NamedBy(call) is { } type)
            return ImmutableArray.Create<ITypeSymbol>(type.OriginalDefinition);
        return ClassesNamedBy(call)
            .Where(static type => type.IsInSource()).Select(static type => type.OriginalDefinition).ToImmutableArray();
    }

    private IEnumerable<ITypeSymbol> ClassesNamedBy(InvocationExpressionSyntax call)
    {
        var model = context.Compilation.GetSemanticModel(call.SyntaxTree);
        if (model.SymbolInfoOf(call).Symbol is not IMethodSymbol method)
            return [];
        var isLifetime = ServiceRegistrationCallReader.IsLifetime(call);
        var named = ServiceRegistrationCallReader.NodesOf(call).Select(node => node switch
        {
            TypeOfExpressionSyntax type => model.TypeInfoOf(type.Type).Type,
            BaseObjectCreationExpressionSyntax creation => model.TypeInfoOf(creation).Type,
            GenericNameSyntax { Identifier.ValueText: "CreateInstance" or "GetRequiredService"
                or "GetService", TypeArgumentList.Arguments: { Count: 1 } arguments } => model.TypeInfoOf(arguments[0]).Type,
            GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } arguments } when isLifetime =>
                model.TypeInfoOf(arguments.Last()).Type,
            _ => null,
        });
        return named
            .Append(method.TypeArguments.LastOrDefault()).OfType<ITypeSymbol>().Where(static type => type.TypeKind == TypeKind.Class);
    }

    /// <summary>
    /// The class that <c>AddSingleton&lt;IClock, Clock&gt;()</c> names, when there is only one of that name: nothing needs to be bound to
    /// know it.
    /// </summary>
    private INamedTypeSymbol? NamedBy(InvocationExpressionSyntax call)
    {
        if (call is not { ArgumentList.Arguments.Count: 0,
            Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: var arguments } } } ||
            arguments.LastOrDefault() is not IdentifierNameSyntax { Identifier.ValueText: var name } || mentions.IsAlias(name))
            return null;
        var types = context.Declarations.TypesNamed(name);
        return types.Length == 1 && types[0] is { TypeKind: TypeKind.Class, Arity: 0 } type ? type : null;
    }

    private static IEnumerable<IOperation> InstancesOf(IOperation given) =>
        given is IDelegateCreationOperation { Target: IAnonymousFunctionOperation factory }
            ? factory.ReturnedValues().Select(static value => value.Unwrap())
            : [given];
}
