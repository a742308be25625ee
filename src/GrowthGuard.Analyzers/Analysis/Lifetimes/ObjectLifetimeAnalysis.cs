using System.Collections.Concurrent;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Lifetimes;

/// <summary>Which types have one instance that lives as long as the process, and which objects are kept as long.</summary>
internal sealed class ObjectLifetimeAnalysis(CompilationAnalysis context)
{
    private const int MaximumDepth = 3;

    private readonly ConcurrentDictionary<INamedTypeSymbol, string?> _roles = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _mayBeSingleton = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _stays = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _hasOnlyLongLived = new(SymbolEqualityComparer.Default);

    /// <summary>How the type's instance lives as long as the process, as a noun for messages, or <see langword="null"/>.</summary>
    public string? ProcessLivedAs(INamedTypeSymbol type) =>
        type.TypeKind != TypeKind.Class || type.IsStatic || type.IsAbstract ? null : _roles.GetOrAdd(type.OriginalDefinition, FindRole);

    /// <summary>Whether nothing else than registrations and initialisation makes objects of the type.</summary>
    public bool HasOnlyLongLivedInstances(INamedTypeSymbol type) => _hasOnlyLongLived.GetOrAdd(type.OriginalDefinition, made =>
        !IsMadeOfData(made) && made.InstanceConstructors.SelectMany(context.ReferencesTo)
            .All(creation => creation.SelfAndAncestors().OfType<IInvocationOperation>()
                .Any(call => context.Facts.Names(FactKind.SingletonRegistration, call.TargetMethod.Name)) ||
                context.Phases.PhaseOf(creation) != ExecutionPhase.SteadyState));

    /// <summary>
    /// Whether another project may register the type as a singleton: a public class of a library that nothing here makes or registers.
    /// </summary>
    public bool MayBeSingletonElsewhere(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false, IsAbstract: false, IsRecord: false } && context.IsVisibleOutside(type) &&
        _mayBeSingleton.GetOrAdd(type.OriginalDefinition, IsLeftToOthers);

    /// <summary>
    /// Whether the type is a service by its name or the interface it implements: <c>PriceCache</c>, <c>MemoryPriceIndex : IPriceIndex</c>.
    /// </summary>
    public bool IsNamedAsService(INamedTypeSymbol type) =>
        context.Facts.OfKind(FactKind.SingletonSuffix).Any(suffix => type.Name.EndsWith(suffix.Name, StringComparison.Ordinal)) ||
        type.AllInterfaces.Any(implemented => implemented.Name.Length > 2 && implemented.IsInSource() &&
            type.Name.EndsWith(implemented.Name.Substring(1), StringComparison.Ordinal));

    private bool IsLeftToOthers(INamedTypeSymbol type) =>
        ProcessLivedAs(type) is null && !context.Facts.Has(FactKind.MadePerCall, type) && !context.Facts.Has(FactKind.HandlerBase, type) &&
        !context.HandlerScopes.Handlers.IsPartOfContainerClass(type) && !context.Registrations.ArePerCall(type) && !IsMadeOfData(type) &&
        !IsHeldByStatic(type) &&
        !type.InstanceConstructors.SelectMany(context.ReferencesTo).Any();

    /// <summary>Whether a field or property lives as long as the process: it is static, or one of an object that does.</summary>
    public bool IsLongLived(ISymbol member) =>
        member.IsStatic ||
        (member.ContainingType is { TypeKind: TypeKind.Class } type &&
            (ProcessLivedAs(type) is not null || context.Facts.Has(FactKind.ProcessLived, type) || IsHeldByStatic(type)) &&
            HasOnlyLongLivedInstances(type));

    /// <summary>
    /// The static fields and properties of a type, and of its instance when that is process-lived, that keep an object of a class in source
    /// which has stores.
    /// </summary>
    public IEnumerable<LongLivedHolder> HoldersIn(INamedTypeSymbol type) => HoldersIn(type, IsInstanceLongLived);

    /// <summary>The same, where something else than the process keeps the instance.</summary>
    public IEnumerable<LongLivedHolder> HoldersIn(
        INamedTypeSymbol type,
        Func<ObjectLifetimeAnalysis, INamedTypeSymbol, bool> isInstanceLongLived) =>
        HoldersIn(type, isInstanceLongLived, held => StoreFinder.InstanceStores(held, context.Facts).Any());

    /// <summary>The same, for objects of the classes that are wanted.</summary>
    public IEnumerable<LongLivedHolder> HoldersIn(INamedTypeSymbol type, Func<INamedTypeSymbol, bool> isWanted) =>
        HoldersIn(type, IsInstanceLongLived, isWanted);

    /// <summary>
    /// Whether objects are composed by hand, <c>static readonly Server Main = new Server();</c>: each that the project makes is put into a
    /// static, or into a member of an object that stays itself, and never replaced there.
    /// </summary>
    public bool StaysWithProcess(INamedTypeSymbol type) => _stays.GetOrAdd(type.OriginalDefinition, asked => Stays(asked, 0));

    private bool Stays(INamedTypeSymbol type, int depth)
    {
        RecursionGuard.Check();
        return depth <= MaximumDepth && type is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false, IsRecord: false } &&
            type.IsInSource() &&
            !context.Facts.Has(FactKind.MadePerCall, type) && !context.HandlerScopes.Handlers.IsPartOfContainerClass(type) &&
            !context.Registrations.ArePerCall(type) &&
            type.InstanceConstructors.SelectMany(context.ReferencesTo).ToList() is { Count: > 0 } creations &&
            creations.All(creation => IsPutWhereItStays(creation, depth)) &&
            !IsMadeOfData(type);
    }

    private bool IsPutWhereItStays(IOperation creation, int depth) =>
        creation is IObjectCreationOperation && MemberGiven(creation) is { } member &&
        (member.IsStatic || ProcessLivedAs(member.ContainingType) is not null ||
            Stays(member.ContainingType.OriginalDefinition, depth + 1)) &&
        member.ContainingType.Storage()
            .Any(kept => SymbolEqualityComparer.Default.Equals(kept.Member, member) && IsKeptForGood(kept.Field, kept.Member));

    private static ISymbol? MemberGiven(IOperation made)
    {
        while (made.Parent is IConversionOperation or IParenthesizedOperation)
            made = made.Parent;
        return made.Parent switch
        {
            IFieldInitializerOperation { InitializedFields: { Length: > 0 } fields } => fields[0],
            IPropertyInitializerOperation { InitializedProperties: { Length: > 0 } properties } => properties[0],
            IAssignmentOperation { Target: IMemberReferenceOperation { Instance: null
                or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } target } => target.Member.OriginalDefinition,
            _ => null,
        };
    }

    private static bool IsInstanceLongLived(ObjectLifetimeAnalysis lifetimes, INamedTypeSymbol holder) =>
        lifetimes.ProcessLivedAs(holder) is not null || lifetimes.StaysWithProcess(holder);

    private IEnumerable<LongLivedHolder> HoldersIn(
        INamedTypeSymbol type,
        Func<ObjectLifetimeAnalysis, INamedTypeSymbol, bool> isInstanceLongLived,
        Func<INamedTypeSymbol, bool> isWanted)
    {
        foreach (var (kept, field) in type.Storage())
        {
            if ((StoreFinder.LazyValue(field.Type) ?? HeldType(field, kept)) is INamedTypeSymbol { TypeKind: TypeKind.Class } held &&
                context.Facts.Growable(held) is null && held.IsInSource() && isWanted(held) &&
                (field.IsStatic || isInstanceLongLived(this, type)) &&
                ProcessLivedAs(held) is null &&
                IsKeptForGood(field, kept))
                yield return new LongLivedHolder(kept, held) { IsExactly = IsExactly(held, field, kept) };
        }
    }

    /// <summary>Whether a call makes objects of the type without naming its constructor: <c>Deserialize&lt;T&gt;(text)</c>.</summary>
    private bool IsMadeOfData(INamedTypeSymbol type) => context.NamesOf(type, name => name.Parent switch
    {
        TypeArgumentListSyntax { Parent: GenericNameSyntax call } => IsMaker(call),
        TypeOfExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } =>
            IsMaker((call.Expression as MemberAccessExpressionSyntax)?.Name ?? call.Expression as SimpleNameSyntax),
        _ => false,
    }).Any();

    private bool IsMaker(SimpleNameSyntax? call) =>
        call is not null && context.Facts.OfKind(FactKind.MakerVerb).Any(verb => call.Identifier.ValueText.StartsWithWord(verb.Name));

    private string? FindRole(INamedTypeSymbol type)
    {
        if (context.Facts.Has(FactKind.ProcessLived, type))
            return "hosted service";
        if (IsOwnSingleton(type) || IsSingletonOfBase(type) || context.Registrations.Contain(type))
            return "singleton";
        return context.Registrations.AreTransient(type) && IsTakenByLongLived(type) ? "captive service" : null;
    }

    /// <summary>
    /// Whether only the constructors of singletons and hosted services take the service, alone or with others, and their objects keep it:
    /// then it lives as long.
    /// </summary>
    private bool IsTakenByLongLived(INamedTypeSymbol type)
    {
        var services = ServicesOf(type).ToList();
        var takings = services
            .SelectMany(
                service => context.NamesOf(service.OriginalDefinition, IsTaken),
                (service, name) => (Service: service, Taker: TakerOf(name))).ToList();
        return takings.Count > 0 &&
            takings.All(taking => taking.Taker is { IsAbstract: false } taker &&
                (context.Facts.Has(FactKind.ProcessLived, taker) || context.Registrations.Contain(taker)) &&
                Keeps(taker, taking.Service)) &&
            !services.Any(service => context.NamesOf(service.OriginalDefinition, IsResolved).Any());
    }

    // `provider.GetRequiredService<IWorker>()`
    private static bool IsResolved(SimpleNameSyntax name) =>
        name.Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: "GetRequiredService" or "GetService"
            or "GetServices" or "CreateInstance" } };

    // What it may be asked for as: itself, its base classes, its interfaces.
    private static IEnumerable<INamedTypeSymbol> ServicesOf(INamedTypeSymbol type)
    {
        var services = type.AllInterfaces.ToList();
        for (var current = type; current is not null; current = current.BaseType)
            services.Add(current);
        return services.Where(static service => service.IsInSource());
    }

    // `Host(IWorker worker)`, `Host(IEnumerable<IWorker> workers)`
    private static bool IsTaken(SimpleNameSyntax name) =>
        TakenAs(name) is { Parent.Parent: ConstructorDeclarationSyntax or TypeDeclarationSyntax };

    private static ParameterSyntax? TakenAs(SimpleNameSyntax name) => name.Parent switch
    {
        ParameterSyntax parameter => parameter,
        TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: "IEnumerable" or "IReadOnlyList"
            or "IReadOnlyCollection", Parent: ParameterSyntax parameter } } => parameter,
        _ => null,
    };

    private INamedTypeSymbol? TakerOf(SimpleNameSyntax name) => name.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
        ? context.Compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration)
        : null;

    // A parameter of a primary constructor is kept where it is used later.
    private static bool Keeps(INamedTypeSymbol taker, INamedTypeSymbol service) =>
        taker.GetMembers().OfType<IFieldSymbol>().Any(field => Holds(field.Type, service)) ||
        taker.InstanceConstructors.Any(
            static constructor => constructor.DeclaringSyntaxReferences.Any(
                static reference => reference.GetSyntax() is TypeDeclarationSyntax));

    private static bool Holds(ITypeSymbol kept, INamedTypeSymbol service) =>
        SymbolEqualityComparer.Default.Equals(kept, service) ||
        (kept is INamedTypeSymbol { TypeArguments: { Length: 1 } element } && SymbolEqualityComparer.Default.Equals(element[0], service)) ||
        (kept is IArrayTypeSymbol array && SymbolEqualityComparer.Default.Equals(array.ElementType, service));

    private bool IsExactly(INamedTypeSymbol held, IFieldSymbol field, ISymbol kept)
    {
        if (held.IsSealed || field.Type.TypeKind == TypeKind.Interface)
            return true;
        var given = context.AssignmentsTo(kept)
            .Select(static assignment => assignment.Value)
            .Append(StoreFinder.InitializerOf(kept, context)).OfType<IOperation>().ToList();
        return given.Count > 0 &&
            given.All(value => value.Unwrap() is IObjectCreationOperation made &&
                SymbolEqualityComparer.Default.Equals(made.Type?.OriginalDefinition, held.OriginalDefinition));
    }

    // For an interface, what the initialiser creates.
    private ITypeSymbol? HeldType(IFieldSymbol field, ISymbol kept) =>
        field.Type.TypeKind == TypeKind.Interface && StoreFinder.InitializerOf(kept, context) is { } initializer
            ? (initializer.Unwrap() as IObjectCreationOperation)?.Type
            : field.Type;

    /// <summary>Whether the first object stays: it is never replaced, and it is made here rather than handed in.</summary>
    private bool IsKeptForGood(IFieldSymbol field, ISymbol kept)
    {
        if (StoreFinder.LazyValue(field.Type) is not null)
            return true;
        var isMadeAtOnce = kept.DeclaringSyntaxReferences.Any(static reference => IsInitialised(reference.GetSyntax()));
        if (field.IsReadOnly && isMadeAtOnce)
            return true;
        var assignments = context.AssignmentsTo(kept).ToList();
        return (field.IsReadOnly || assignments.All(assignment => LazyInitialization.Is(assignment) || IsFirst(assignment, kept))) &&
            (isMadeAtOnce || assignments.Any(assignment => assignment.Value.Unwrap() is IObjectCreationOperation));
    }

    // In the constructor of the object that keeps it, or, for a static, while the process starts.
    private bool IsFirst(IAssignmentOperation assignment, ISymbol kept) => kept.IsStatic
        ? context.Phases.PhaseOf(assignment) == ExecutionPhase.Initialisation
        : assignment.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Constructor } && assignment.EnclosingFunction() is null;

    private static bool IsInitialised(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value is BaseObjectCreationExpressionSyntax,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value is BaseObjectCreationExpressionSyntax,
        _ => false,
    };

    /// <summary>The singleton pattern: a type that keeps its only instance in a static of its own.</summary>
    private static bool IsOwnSingleton(INamedTypeSymbol type) =>
        type.InstanceConstructors.All(constructor => constructor.DeclaredAccessibility == Accessibility.Private) &&
        type.GetMembers().OfType<IFieldSymbol>()
            .Count(field => field.IsStatic &&
                SymbolEqualityComparer.Default.Equals(StoreFinder.LazyValue(field.Type) ?? field.Type, type)) == 1;

    /// <summary>
    /// The same pattern, written once for many: <c>class Guilds : Singleton&lt;Guilds&gt;</c>, where the base class has a static of what it
    /// is given, and nothing but that makes the object.
    /// </summary>
    private bool IsSingletonOfBase(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.TypeArguments.Any(given => SymbolEqualityComparer.Default.Equals(given, type)) &&
                current.GetMembers().Any(member => KeepsOne(member, type)))
                return !context.Registrations.ArePerCall(type) &&
                    type.InstanceConstructors.SelectMany(context.ReferencesTo)
                        .All(creation => creation.ContainingMember() is { IsStatic: true } maker &&
                            SymbolEqualityComparer.Default.Equals(maker.ContainingType.OriginalDefinition, type.OriginalDefinition));
        }

        return false;
    }

    // A property whose field cannot be seen is that of a referenced assembly.
    private static bool KeepsOne(ISymbol member, INamedTypeSymbol type) => member switch
    {
        IFieldSymbol { IsStatic: true } field =>
            SymbolEqualityComparer.Default.Equals(StoreFinder.LazyValue(field.Type) ?? field.Type, type),
        IPropertySymbol { IsStatic: true, SetMethod: not { DeclaredAccessibility: Accessibility.Public } } property =>
            !property.IsInSource() && SymbolEqualityComparer.Default.Equals(property.Type, type),
        _ => false,
    };

    // static readonly T Shared = new(); a static that is assigned again and again lets go of what it held.
    private bool IsHeldByStatic(INamedTypeSymbol type) => context.NamesOf(type, static name => name.Parent switch
    {
        VariableDeclarationSyntax { Parent: FieldDeclarationSyntax field } declaration =>
            declaration.Type == name && field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
        PropertyDeclarationSyntax { Initializer: not null } property =>
            property.Type == name && property.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    }).Any();
}
