using System.Collections.Immutable;
using GrowthGuard.Analyzers.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>Which types have one instance that lives as long as the process, and which objects are kept as long.</summary>
internal sealed class Lifetimes(EvidenceContext context)
{
    private readonly Lazy<ImmutableHashSet<ISymbol>> _registered = new(() => FindRegistered(context));

    /// <summary>How the type's instance lives as long as the process, as a noun for messages, or <see langword="null"/>.</summary>
    public string? ProcessLivedAs(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsStatic || type.IsAbstract)
            return null;
        if (context.Facts.Has(FactKind.ProcessLived, type))
            return "hosted service";
        if (IsOwnSingleton(type) || _registered.Value.Contains(type.OriginalDefinition))
            return "singleton";
        return null;
    }

    /// <summary>Whether nothing else than registrations and initialisation makes objects of the type.</summary>
    public bool HasOnlyLongLivedInstances(INamedTypeSymbol type)
    {
        var phases = new PhaseJudge(context, new Calls(context, null));
        return type.InstanceConstructors.SelectMany(constructor => context.ReferencesTo(constructor))
            .All(creation => creation.SelfAndAncestors().OfType<IInvocationOperation>().Any(call => context.Facts.Names(FactKind.SingletonRegistration, call.TargetMethod.Name)) || phases.PhaseOf(creation) != Phase.SteadyState);
    }

    /// <summary>The static fields and properties of a type, and of its instance when that is process-lived, that keep an object of a class declared in source.</summary>
    public IEnumerable<Holder> HoldersIn(INamedTypeSymbol type) => HoldersIn(type, ProcessLivedAs(type) is not null);

    /// <summary>The static fields and properties of a type, and of its instance when that lives long, that keep an object of a class declared in source.</summary>
    public IEnumerable<Holder> HoldersIn(INamedTypeSymbol type, bool isInstanceLongLived)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.IsConst || !(field.IsStatic || isInstanceLongLived) || (field.IsImplicitlyDeclared && field.AssociatedSymbol is null))
                continue;
            var kept = field.AssociatedSymbol ?? field;
            if ((StoreFinder.LazyValue(field.Type) ?? HeldType(field, kept)) is INamedTypeSymbol { TypeKind: TypeKind.Class } held &&
                held.Locations.Any(location => location.IsInSource) &&
                context.Facts.Growable(held) is null &&
                ProcessLivedAs(held) is null &&
                IsKeptForGood(field, kept))
                yield return new Holder(kept, held);
        }
    }

    // For an interface, what the initialiser creates.
    private ITypeSymbol? HeldType(IFieldSymbol field, ISymbol kept) =>
        field.Type.TypeKind == TypeKind.Interface && StoreFinder.InitializerOf(kept, context) is { } initializer ? (initializer.Unwrap() as IObjectCreationOperation)?.Type : field.Type;

    /// <summary>Whether the first object stays: it is never replaced, and it is made here rather than handed in.</summary>
    private bool IsKeptForGood(IFieldSymbol field, ISymbol kept)
    {
        if (StoreFinder.LazyValue(field.Type) is not null)
            return true;
        var assignments = context.ReferencesTo(kept).Select(reference => reference.Parent is IAssignmentOperation assignment && assignment.Target == reference ? assignment : null).OfType<IAssignmentOperation>().ToList();
        var isReadOnly = field.IsReadOnly || assignments.All(FirstAssignments.Is);
        var values = assignments.Select(assignment => assignment.Value).Concat(StoreFinder.InitializerOf(kept, context) is { } initial ? [initial] : []);
        return isReadOnly && values.Any(value => value.Unwrap() is IObjectCreationOperation);
    }

    /// <summary>The singleton pattern: a type that keeps its only instance in a static of its own.</summary>
    private static bool IsOwnSingleton(INamedTypeSymbol type) =>
        type.InstanceConstructors.All(constructor => constructor.DeclaredAccessibility == Accessibility.Private) &&
        type.GetMembers().OfType<IFieldSymbol>().Count(field => field.IsStatic && SymbolEqualityComparer.Default.Equals(StoreFinder.LazyValue(field.Type) ?? field.Type, type)) == 1;

    private static ImmutableHashSet<ISymbol> FindRegistered(EvidenceContext context)
    {
        var types = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var registration in context.Facts.OfKind(FactKind.SingletonRegistration))
        {
            foreach (var call in context.CallsNamed(registration.Name))
                types.UnionWith(RegisteredBy(call).Select(type => (ISymbol)type.OriginalDefinition));
        }

        return types.ToImmutable();
    }

    /// <summary>The classes that a registration names: as type arguments, as <c>typeof</c>, or by creating them, in a factory or at once.</summary>
    private static IEnumerable<ITypeSymbol> RegisteredBy(IInvocationOperation call)
    {
        var named = call.TargetMethod.TypeArguments.LastOrDefault();
        var created = call.Arguments.SelectMany(argument => argument.Value.DescendantsAndSelf()).Select(operation => operation switch
        {
            ITypeOfOperation type => type.TypeOperand,
            IObjectCreationOperation creation => creation.Type,
            IInvocationOperation { TargetMethod: { Name: "CreateInstance" or "GetRequiredService" or "GetService", TypeArguments.Length: 1 } activator } => activator.TypeArguments[0],
            _ => null,
        });
        return created.Append(named).OfType<ITypeSymbol>().Where(type => type.TypeKind == TypeKind.Class && type.Locations.Any(location => location.IsInSource));
    }
}
