using System.Collections.Concurrent;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Stores;
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
    private readonly ConcurrentDictionary<INamedTypeSymbol, string?> _roles = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _mayBeSingleton = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _hasOnlyLongLived = new(SymbolEqualityComparer.Default);

    /// <summary>How the type's instance lives as long as the process, as a noun for messages, or <see langword="null"/>.</summary>
    public string? ProcessLivedAs(INamedTypeSymbol type) =>
        type.TypeKind != TypeKind.Class || type.IsStatic || type.IsAbstract ? null : _roles.GetOrAdd(type.OriginalDefinition, FindRole);

    /// <summary>Whether nothing else than registrations and initialisation makes objects of the type.</summary>
    public bool HasOnlyLongLivedInstances(INamedTypeSymbol type) => _hasOnlyLongLived.GetOrAdd(type.OriginalDefinition, made =>
        !IsMadeOfData(made) && made.InstanceConstructors.SelectMany(context.ReferencesTo)
            .All(creation => creation.SelfAndAncestors().OfType<IInvocationOperation>().Any(call => context.Facts.Names(FactKind.SingletonRegistration, call.TargetMethod.Name)) || context.Phases.PhaseOf(creation) != ExecutionPhase.SteadyState));

    /// <summary>Whether another project may register the type as a singleton: a public class of a library that nothing here makes or registers.</summary>
    public bool MayBeSingletonElsewhere(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false, IsAbstract: false, IsRecord: false } && context.IsVisibleOutside(type) && _mayBeSingleton.GetOrAdd(type.OriginalDefinition, IsLeftToOthers);

    /// <summary>Whether the type is a service by its name or the interface it implements: <c>PriceCache</c>, <c>MemoryPriceIndex : IPriceIndex</c>.</summary>
    public bool IsNamedAsService(INamedTypeSymbol type) =>
        context.Facts.OfKind(FactKind.SingletonSuffix).Any(suffix => type.Name.EndsWith(suffix.Name, StringComparison.Ordinal)) ||
        type.AllInterfaces.Any(implemented => implemented.Name.Length > 2 && implemented.IsInSource() && type.Name.EndsWith(implemented.Name.Substring(1), StringComparison.Ordinal));

    private bool IsLeftToOthers(INamedTypeSymbol type) =>
        ProcessLivedAs(type) is null && !context.Facts.Has(FactKind.MadePerCall, type) && !context.Facts.Has(FactKind.HandlerBase, type) &&
        !context.HandlerScopes.Handlers.IsPartOfContainerClass(type) && !context.Registrations.ArePerCall(type) && !IsMadeOfData(type) && !IsHeldByStatic(type) &&
        !type.InstanceConstructors.SelectMany(context.ReferencesTo).Any();

    /// <summary>Whether a field or property lives as long as the process: it is static, or one of an object that does.</summary>
    public bool IsLongLived(ISymbol member) =>
        member.IsStatic ||
        (member.ContainingType is { TypeKind: TypeKind.Class } type &&
            (ProcessLivedAs(type) is not null || context.Facts.Has(FactKind.ProcessLived, type) || IsHeldByStatic(type)) && HasOnlyLongLivedInstances(type));

    /// <summary>The static fields and properties of a type, and of its instance when that is process-lived, that keep an object of a class in source which has stores.</summary>
    public IEnumerable<LongLivedHolder> HoldersIn(INamedTypeSymbol type) => HoldersIn(type, static (lifetimes, holder) => lifetimes.ProcessLivedAs(holder) is not null);

    /// <summary>The same, where something else than the process keeps the instance.</summary>
    public IEnumerable<LongLivedHolder> HoldersIn(INamedTypeSymbol type, Func<ObjectLifetimeAnalysis, INamedTypeSymbol, bool> isInstanceLongLived) =>
        HoldersIn(type, isInstanceLongLived, held => StoreFinder.InstanceStores(held, context.Facts).Any());

    /// <summary>The same, for objects of the classes that are wanted.</summary>
    public IEnumerable<LongLivedHolder> HoldersIn(INamedTypeSymbol type, Func<INamedTypeSymbol, bool> isWanted) =>
        HoldersIn(type, static (lifetimes, holder) => lifetimes.ProcessLivedAs(holder) is not null, isWanted);

    private IEnumerable<LongLivedHolder> HoldersIn(INamedTypeSymbol type, Func<ObjectLifetimeAnalysis, INamedTypeSymbol, bool> isInstanceLongLived, Func<INamedTypeSymbol, bool> isWanted)
    {
        foreach (var (kept, field) in type.Storage())
        {
            if ((StoreFinder.LazyValue(field.Type) ?? HeldType(field, kept)) is INamedTypeSymbol { TypeKind: TypeKind.Class } held &&
                context.Facts.Growable(held) is null && held.IsInSource() && isWanted(held) &&
                (field.IsStatic || isInstanceLongLived(this, type)) &&
                ProcessLivedAs(held) is null &&
                IsKeptForGood(field, kept))
                yield return new LongLivedHolder(kept, held);
        }
    }

    /// <summary>Whether a call makes objects of the type without its constructor in sight: <c>Deserialize&lt;T&gt;(text)</c>.</summary>
    private bool IsMadeOfData(INamedTypeSymbol type) => context.NamesOf(type, name => name.Parent switch
    {
        TypeArgumentListSyntax { Parent: GenericNameSyntax call } => IsMaker(call),
        TypeOfExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } => IsMaker((call.Expression as MemberAccessExpressionSyntax)?.Name ?? call.Expression as SimpleNameSyntax),
        _ => false,
    }).Any();

    private bool IsMaker(SimpleNameSyntax? call) =>
        call is not null && context.Facts.OfKind(FactKind.MakerVerb).Any(verb => call.Identifier.ValueText.StartsWithWord(verb.Name));

    private string? FindRole(INamedTypeSymbol type)
    {
        if (context.Facts.Has(FactKind.ProcessLived, type))
            return "hosted service";
        return IsOwnSingleton(type) || context.Registrations.Contain(type) ? "singleton" : null;
    }

    // For an interface, what the initialiser creates.
    private ITypeSymbol? HeldType(IFieldSymbol field, ISymbol kept) =>
        field.Type.TypeKind == TypeKind.Interface && StoreFinder.InitializerOf(kept, context) is { } initializer ? (initializer.Unwrap() as IObjectCreationOperation)?.Type : field.Type;

    /// <summary>Whether the first object stays: it is never replaced, and it is made here rather than handed in.</summary>
    private bool IsKeptForGood(IFieldSymbol field, ISymbol kept)
    {
        if (StoreFinder.LazyValue(field.Type) is not null)
            return true;
        var isMadeAtOnce = kept.DeclaringSyntaxReferences.Any(static reference => IsInitialised(reference.GetSyntax()));
        if (field.IsReadOnly && isMadeAtOnce)
            return true;
        var assignments = context.AssignmentsTo(kept).ToList();
        return (field.IsReadOnly || assignments.All(LazyInitialization.Is)) && (isMadeAtOnce || assignments.Any(assignment => assignment.Value.Unwrap() is IObjectCreationOperation));
    }

    private static bool IsInitialised(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value is BaseObjectCreationExpressionSyntax,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value is BaseObjectCreationExpressionSyntax,
        _ => false,
    };

    /// <summary>The singleton pattern: a type that keeps its only instance in a static of its own.</summary>
    private static bool IsOwnSingleton(INamedTypeSymbol type) =>
        type.InstanceConstructors.All(constructor => constructor.DeclaredAccessibility == Accessibility.Private) &&
        type.GetMembers().OfType<IFieldSymbol>().Count(field => field.IsStatic && SymbolEqualityComparer.Default.Equals(StoreFinder.LazyValue(field.Type) ?? field.Type, type)) == 1;

    // static readonly T Shared = new(); a static that is assigned again and again lets go of what it held.
    private bool IsHeldByStatic(INamedTypeSymbol type) => context.NamesOf(type, static name => name.Parent switch
    {
        VariableDeclarationSyntax { Parent: FieldDeclarationSyntax field } declaration => declaration.Type == name && field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword),
        PropertyDeclarationSyntax { Initializer: not null } property => property.Type == name && property.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    }).Any();
}
