using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>Tells types whose values can be let go of and made again, since nobody can change them or tells two of them apart.</summary>
internal static class CacheableTypes
{
    private const int MaximumTypes = 50;

    /// <summary>Whether keys of the type are equal as objects where a dictionary takes them for equal.</summary>
    public static bool IsKey(ITypeSymbol type)
    {
        RecursionGuard.Check();
        return type switch
        {
            { TypeKind: TypeKind.TypeParameter or TypeKind.Dynamic } => false,
            IArrayTypeSymbol => true,
            INamedTypeSymbol named =>
                named.TypeArguments.All(IsKey) && (!IsEquatable(named) || named.SpecialType != SpecialType.None || OverridesEquals(named)),
            _ => false,
        };
    }

    /// <summary>Whether a value of the type is as good as another that is made in the same way.</summary>
    public static bool IsValue(ITypeSymbol type) => IsValue(type, []);

    private static bool IsValue(ITypeSymbol type, HashSet<ITypeSymbol> asked)
    {
        RecursionGuard.Check();
        // `class Node<T> { readonly Node<Node<T>> next; }` has no end.
        if (asked.Count > MaximumTypes || type is not INamedTypeSymbol named || named.SpecialType == SpecialType.System_Object ||
            named.TypeKind is TypeKind.Dynamic or TypeKind.Error)
            return false;
        if (named.SpecialType != SpecialType.None || named.TypeKind is TypeKind.Enum or TypeKind.Delegate || !asked.Add(named))
            return true;
        if (named.OriginalDefinition.ToDisplayString() == "System.Threading.Tasks.Task<TResult>" || named.IsTupleType)
            return named.TypeArguments.All(part => IsValue(part, asked));

        // Run once is what a lazy value means, and what must be disposed of has an owner.
        if (named.Name == "Lazy" || Has(named, "IDisposable") || Has(named, "IAsyncDisposable") ||
            !named.TypeArguments.All(part => IsValue(part, asked)))
            return false;
        if (named.ContainingNamespace.ToDisplayString() is "System.Collections.Immutable" or "System.Collections.Frozen")
            return true;
        return FactTable.BuiltIn.Growable(named) is null && !Has(named, "ICollection") &&
            BasesOf(named).All(declared => declared.DeclaringSyntaxReferences.IsEmpty ? LooksFixed(declared) : IsFixed(declared, asked));
    }

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
            return type.AllInterfaces.Add(type);
        var all = new List<INamedTypeSymbol>();
        for (var current = type; current is not null &&
            current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
            all.Add(current);
        return all;
    }

    private static bool IsFixed(INamedTypeSymbol type, HashSet<ITypeSymbol> asked) => type.TypeKind == TypeKind.Interface
        ? LooksFixed(type)
        : type.GetMembers().Where(member => !member.IsStatic).All(member => member switch
        {
            IFieldSymbol field =>
                (field.IsReadOnly || type.TypeKind == TypeKind.Struct ||
                    field.AssociatedSymbol is IPropertySymbol { SetMethod: null or { IsInitOnly: true } }) && IsValue(field.Type, asked),
            IEventSymbol => false,
            _ => true,
        });

    // Private parts of a reference cannot be seen, so it must have nothing to change it by.
    private static bool LooksFixed(INamedTypeSymbol type) =>
        type.IsReadOnly || type.GetMembers().Where(member => !member.IsStatic &&
            member.DeclaredAccessibility == Accessibility.Public).All(member => member switch
        {
            IFieldSymbol field => field.IsReadOnly,
            IPropertySymbol property =>
                property.SetMethod is null or { IsInitOnly: true } or { DeclaredAccessibility: not Accessibility.Public },
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => !method.ReturnsVoid,
            IEventSymbol => false,
            _ => true,
        });

    private static bool Has(INamedTypeSymbol type, string name) =>
        type.Name == name || type.AllInterfaces.Any(implemented => implemented.Name == name);

    private static bool IsEquatable(INamedTypeSymbol type) => type.AllInterfaces.Any(implemented => implemented.Name == "IEquatable");

    private static bool OverridesEquals(INamedTypeSymbol type) =>
        BasesOf(type).Any(declared => declared
            .GetMembers(nameof(Equals)).OfType<IMethodSymbol>()
            .Any(method => method is { IsOverride: true, Parameters.Length: 1 } &&
                method.Parameters[0].Type.SpecialType == SpecialType.System_Object));
}
