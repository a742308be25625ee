using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.EntryPoints;

/// <summary>Which functions of a compilation are handlers, and which handler classes the host makes once for all invocations.</summary>
internal sealed class HandlerDetector(CompilationAnalysis context)
{
    private static readonly FactKind[] HostFacts =
    [
        FactKind.HandlerParameter, FactKind.HandlerAttribute, FactKind.HandlerBase, FactKind.HandlerTaker, FactKind.HandlerConvention,
        FactKind.ProcessLived
    ];

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _containerClasses = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol?> _containerClassesOf = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<INamedTypeSymbol>> _derived =
        new(SymbolEqualityComparer.Default);
    private readonly Lazy<HashSet<string>> _conventional = new(() => new HashSet<string>(context.Facts
        .OfKind(FactKind.HandlerConvention)
        .Where(fact => context.Compilation.Knows(fact.Name))
        .SelectMany(fact => fact.Adds)));
    private readonly Lazy<bool> _exist = new(() => HostFacts
        .SelectMany(kind => context.Facts.OfKind(kind))
        .Any(fact => context.Compilation.Knows(fact.Name)));

    /// <summary>Whether the compilation knows any host. Without one, there are no handlers and nothing to ask.</summary>
    public bool MayExist => _exist.Value;

    /// <summary>Whether the host calls the method for each invocation, request, message or job.</summary>
    public bool IsHandler(IMethodSymbol method) =>
        method.Parameters.Any(parameter => context.Facts.Has(FactKind.HandlerParameter, parameter.Type)) || IsMarked(method) ||
        IsOfHandlerBase(method) || IsConventional(method);

    /// <summary>
    /// Whether no other invocation runs in the process while the handler does: the host sees to that, or it is the loop of a worker.
    /// </summary>
    public bool RunsAlone(IMethodSymbol handler) =>
        handler.Parameters.Select(static parameter => (ITypeSymbol?)parameter.Type)
            .Concat(handler.GetAttributes().Select(static attribute => attribute.AttributeClass))
            .Any(IsOfSerialHost) ||
        (handler.ContainingType is { } type && context.Facts.Has(FactKind.ProcessLived, type));

    private bool IsOfSerialHost(ITypeSymbol? type) =>
        type?.ContainingNamespace?.ToDisplayString() is { } space &&
        context.Facts.OfKind(FactKind.SerialHost)
            .Any(host => space == host.Name || space.StartsWith(host.Name + ".", StringComparison.Ordinal));

    /// <summary>
    /// Whether a handler may be a helper all the same, that another one hands its context to: neither an attribute nor what the host calls
    /// it through says otherwise.
    /// </summary>
    public bool MayBeHelper(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.PropertySet && !IsMarked(method) &&
        !IsConventional(method) && !(IsOfHandlerBase(method) && (method.IsOverride || method.ImplementsInterface()));

    /// <summary>Whether a lambda is called so: by its parameters, or by what it is given to.</summary>
    public bool IsHandler(IAnonymousFunctionOperation lambda) =>
        lambda.Symbol.Parameters.Any(parameter => context.Facts.Has(FactKind.HandlerParameter, parameter.Type)) || IsTaken(lambda);

    /// <summary>Whether a lambda or method group is given to the host as a handler.</summary>
    public bool IsTaken(IOperation function) => DelegateInvocation.CallOf(function) switch
    {
        IInvocationOperation call =>
            Takes(call.TargetMethod.ReducedFrom?.ContainingType ?? call.TargetMethod.ContainingType, call.TargetMethod.Name),
        IObjectCreationOperation { Type: INamedTypeSymbol type } => Takes(type, ".ctor"),
        _ => false,
    };

    /// <summary>The handler that a method is, or <see langword="null"/>.</summary>
    public Handler? Of(IMethodSymbol method) => IsHandler(method) ? new Handler(method, NameOf(method)) : null;

    /// <summary>The handler that a lambda is, or <see langword="null"/>.</summary>
    public Handler? Of(IAnonymousFunctionOperation lambda) => IsHandler(lambda) ? new Handler(lambda.Symbol, NameOfTaken(lambda)) : null;

    /// <summary>The handler that a method becomes by being given to the host, or <see langword="null"/>.</summary>
    public Handler? OfGroup(IMethodReferenceOperation group) => IsTaken(group) ? new Handler(group.Method, NameOf(group.Method)) : null;

    /// <summary>
    /// The handler that a method becomes by being called in an expression that is given to the host, to be called later; or
    /// <see langword="null"/>.
    /// </summary>
    public Handler? OfJob(IInvocationOperation call)
    {
        var function = call.Parent;
        while (function is IConversionOperation or IAwaitOperation or IReturnOperation or IExpressionStatementOperation or IBlockOperation)
            function = function.Parent;
        return function is IAnonymousFunctionOperation && IsTaken(function) &&
            function.SelfAndAncestors().OfType<IArgumentOperation>().FirstOrDefault()?.Parameter?.Type.Name == "Expression"
            ? new Handler(call.TargetMethod, NameOf(call.TargetMethod))
            : null;
    }

    /// <summary>
    /// Whether the host makes one object of the class, or of one that derives from it, for all invocations and calls its handlers on that,
    /// as far as the class's shape tells.
    /// </summary>
    public bool IsContainerClass(INamedTypeSymbol type)
    {
        RecursionGuard.Check();
        return type is { TypeKind: TypeKind.Class, IsStatic: false } && MayExist &&
            _containerClasses.GetOrAdd(type.OriginalDefinition, IsShapedAsContainerClass);
    }

    /// <summary>Whether it has that shape, or a class that derives from it in this compilation has.</summary>
    public bool IsPartOfContainerClass(INamedTypeSymbol type) =>
        IsContainerClass(type) || MayExist && DerivedFrom(type).Any(IsContainerClass);

    /// <summary>
    /// The class of which the host makes one object for all invocations, so that fields which this class declares live as long: itself, or
    /// one that derives from it. <see langword="null"/> when an object may be made for one invocation.
    /// </summary>
    public INamedTypeSymbol? ContainerClassOf(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false } && MayExist
            ? _containerClassesOf.GetOrAdd(type.OriginalDefinition, FindContainerClassOf)
            : null;

    private INamedTypeSymbol? FindContainerClassOf(INamedTypeSymbol type)
    {
        if (!IsPartOfContainerClass(type) || !type.IsAbstract && !HasOneObject(type))
            return null;
        var derived = DerivedFrom(type);
        if (IsContainerClass(type))
            return !type.IsAbstract || derived.All(HasOneObject) ? type : null;
        return derived.All(made => IsContainerClass(made) && HasOneObject(made))
            ? derived.OrderBy(made => made.Name, StringComparer.Ordinal).First()
            : null;
    }

    private bool IsShapedAsContainerClass(INamedTypeSymbol type) =>
        IsContainerLivedMarker(type, FactKind.HandlerParameter, isWanted: false) || IsHandlerAttribute(type) ||
        type.GetMembers().OfType<IMethodSymbol>().Any(IsOfContainerClass) ||
        type.BaseType is { SpecialType: SpecialType.None } origin && IsContainerClass(origin);

    private bool HasOneObject(INamedTypeSymbol type) =>
        context.Lifetimes.ProcessLivedAs(type) is null && context.Lifetimes.HasOnlyLongLivedInstances(type) &&
        !context.Registrations.ArePerCall(type);

    /// <summary>The classes in this compilation of which objects can be made and that derive from the class.</summary>
    private ImmutableArray<INamedTypeSymbol> DerivedFrom(INamedTypeSymbol type) =>
        type.IsSealed || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Compilation.Assembly)
            ? ImmutableArray<INamedTypeSymbol>.Empty
            : _derived.GetOrAdd(type.OriginalDefinition, FindDerived);

    private ImmutableArray<INamedTypeSymbol> FindDerived(INamedTypeSymbol type)
    {
        var found = new List<INamedTypeSymbol>();
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default) { type };
        var pending = new Queue<INamedTypeSymbol>();
        for (var ancestor = type; ancestor is not null; ancestor = pending.Count > 0 ? pending.Dequeue() : null)
        {
            foreach (var derived in context.DerivedFrom(ancestor))
            {
                if (!seen.Add(derived))
                    continue;
                pending.Enqueue(derived);
                if (derived is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false })
                    found.Add(derived);
            }
        }

        return found.ToImmutableArray();
    }

    // A local function too is found by its class, which is 'Program' for top-level code.
    private static string NameOf(IMethodSymbol method) => method.ContainingType is { } type ? $"{type.Name}.{method.Name}" : method.Name;

    private bool IsConventional(IMethodSymbol method) =>
        _conventional.Value.Count > 0 &&
        method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } &&
        _conventional.Value.Contains(method.Name) &&
        (method.ContainingType.Name.EndsWith("Handler", StringComparison.Ordinal) ||
            method.ContainingType.Name.EndsWith("Consumer", StringComparison.Ordinal));

    private bool IsMarked(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && context.Facts.Has(FactKind.HandlerAttribute, type));

    private bool IsOfHandlerBase(IMethodSymbol method) =>
        method.DeclaredAccessibility == Accessibility.Public && method.MethodKind == MethodKind.Ordinary &&
        method.ContainingType is { } holder && context.Facts.Has(FactKind.HandlerBase, holder);

    // A filter that is an attribute is made once for each place where it is written.
    private bool IsHandlerAttribute(INamedTypeSymbol type) => context.Facts.Has(FactKind.HandlerBase, type) && IsAttribute(type);

    private static bool IsAttribute(INamedTypeSymbol type) =>
        SelfAndBases(type).Any(
            current => current is { Name: "Attribute",
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private bool IsOfContainerClass(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Constructor =>
            method.Parameters.Any(parameter => IsContainerLivedMarker(parameter.Type, FactKind.HandlerParameter, isWanted: false)) &&
            method.ContainingType.GetMembers().OfType<IMethodSymbol>()
                .Any(member => member.Name is "Invoke" or "InvokeAsync" && IsHandler(member)),
        MethodKind.Ordinary => method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } &&
            (method.Parameters.Any(parameter => IsContainerLivedMarker(parameter.Type, FactKind.HandlerParameter, isWanted: true)) ||
                method.GetAttributes()
                    .Any(attribute => attribute.AttributeClass is { } type &&
                        IsContainerLivedMarker(type, FactKind.HandlerAttribute, isWanted: true))),
        _ => false,
    };

    // What makes a method a handler says so by itself; other types say it as parameters of a constructor.
    private bool IsContainerLivedMarker(ITypeSymbol type, FactKind handler, bool isWanted) =>
        context.Facts.Has(FactKind.ContainerLived, type) && context.Facts.Has(handler, type) == isWanted;

    private bool Takes(INamedTypeSymbol type, string member) =>
        SelfAndBases(type).SelectMany(context.Facts.About)
            .Any(fact => fact.Kind == FactKind.HandlerTaker && (fact.Adds.IsEmpty || fact.Adds.Contains(member)));

    private static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
        foreach (var implemented in type.AllInterfaces)
            yield return implemented;
    }

    private static string NameOfTaken(IAnonymousFunctionOperation lambda)
    {
        if (DelegateInvocation.CallOf(lambda) is not IInvocationOperation call)
            return DelegateInvocation.HolderOf(lambda)?.Name ?? "lambda";

        // app.MapGet("/orders", …): the route tells which.
        var route = call.Arguments
            .Select(argument => argument.Value.Unwrap().ConstantValue)
            .FirstOrDefault(value => value is { HasValue: true, Value: string });
        return route.Value is string text ? $"{call.TargetMethod.Name} \"{text}\"" : call.TargetMethod.Name;
    }
}
