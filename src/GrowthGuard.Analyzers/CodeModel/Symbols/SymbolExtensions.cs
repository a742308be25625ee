using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.CodeModel.Symbols;

/// <summary>Small questions about symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether the method implements a member of an interface, explicitly or by its name.</summary>
    public static bool ImplementsInterface(this IMethodSymbol method)
    {
        if (method.ExplicitInterfaceImplementations.Length > 0)
            return true;
        if (method.IsStatic || method.DeclaredAccessibility != Accessibility.Public || method.ContainingType is not { } type)
            return false;
        var name = method.AssociatedSymbol?.Name ?? method.Name;
        return type.AllInterfaces
            .SelectMany(implemented => implemented.GetMembers(name))
            .Any(member => SymbolEqualityComparer.Default.Equals(
                type.FindImplementationForInterfaceMember(member),
                method.AssociatedSymbol ?? method));
    }

    /// <summary>All types that an assembly declares, nested ones too.</summary>
    public static IEnumerable<INamedTypeSymbol> AllTypes(this IAssemblySymbol assembly)
    {
        var left = new Stack<INamespaceOrTypeSymbol>();
        left.Push(assembly.GlobalNamespace);
        while (left.Count > 0)
        {
            var outer = left.Pop();
            foreach (var member in outer is INamespaceSymbol space
                ? space.GetMembers()
                : (IEnumerable<INamespaceOrTypeSymbol>)outer.GetTypeMembers())
            {
                left.Push(member);
                if (member is INamedTypeSymbol type)
                    yield return type;
            }
        }
    }

    /// <summary>The fields and auto-properties of a type, each with the field that holds its value.</summary>
    public static IEnumerable<(ISymbol Member, IFieldSymbol Field)> Storage(this INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            // The compiler's field behind an auto-property stands for the property.
            if (member is IFieldSymbol { IsConst: false } field &&
                (field.AssociatedSymbol ?? (field.IsImplicitlyDeclared ? null : field)) is IFieldSymbol or IPropertySymbol)
                yield return (field.AssociatedSymbol ?? field, field);
        }
    }

    /// <summary>
    /// Whether a value of the type is behaviour rather than data: a delegate, or something to be called through an interface, an abstract
    /// class or methods to override.
    /// </summary>
    public static bool IsBehaviour(this ITypeSymbol type) =>
        type.TypeKind is TypeKind.Delegate ||
        type is { TypeKind: TypeKind.Interface, SpecialType: SpecialType.None } &&
        !type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable) ||
        type is { TypeKind: TypeKind.Class } && type.SpecialType == SpecialType.None &&
        (type.IsAbstract || type.GetMembers().Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsVirtual: true }));

    /// <summary>The members of base types and interfaces through which the method may be called.</summary>
    public static IEnumerable<IMethodSymbol> CalledThrough(this IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        foreach (var implemented in method.ExplicitInterfaceImplementations)
            yield return implemented.OriginalDefinition;
        if (method.IsStatic || method.DeclaredAccessibility != Accessibility.Public || method.ContainingType is not { } type ||
            method.MethodKind is not (MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet))
            yield break;
        var root = method.Root();
        foreach (var member in type.AllInterfaces.SelectMany(implemented => implemented.GetMembers(method.Name)).OfType<IMethodSymbol>())
        {
            // For an override the compiler names the member of the base class that the interface is bound to.
            if (type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation &&
                SymbolEqualityComparer.Default.Equals(implementation.Root(), root))
                yield return member.OriginalDefinition;
        }
    }

    /// <summary>Whether the type derives from a base class, or implements an interface, whatever their type arguments.</summary>
    public static bool Inherits(this INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor.OriginalDefinition))
                return true;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, ancestor.OriginalDefinition))
                return true;
        }

        return false;
    }

    /// <summary>Whether the type is the other, or derives from or implements it, whatever their type arguments.</summary>
    public static bool IsOrInherits(this INamedTypeSymbol type, INamedTypeSymbol other) =>
        SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, other.OriginalDefinition) || type.Inherits(other);

    /// <summary>Whether the symbol is declared in source, of this compilation or of one that it refers to.</summary>
    public static bool IsInSource(this ISymbol symbol) => symbol.Locations.Any(static location => location.IsInSource);

    /// <summary>
    /// Whether two members are of one project. What another project declares is source as well where an editor refers to the project, and
    /// metadata where a build refers to its assembly.
    /// </summary>
    public static bool IsDeclaredWith(this ISymbol symbol, ISymbol other) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, other.ContainingAssembly);

    /// <summary>The method that introduces what this one overrides, or the method itself.</summary>
    private static IMethodSymbol Root(this IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden)
            method = overridden;
        return method.OriginalDefinition;
    }

    /// <summary>Whether the symbol is the function, or one of its own functions within it.</summary>
    public static bool IsWithin(this ISymbol symbol, ISymbol function)
    {
        for (var current = symbol; current is IMethodSymbol; current = current.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(current, function))
                return true;
        }

        return false;
    }

    /// <summary>Whether a name in Pascal case starts with the word: <c>StartAsync</c> with <c>Start</c>, but not <c>Startle</c>.</summary>
    public static bool StartsWithWord(this string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}
