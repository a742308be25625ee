using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Evidence;

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
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method.AssociatedSymbol ?? method));
    }

    /// <summary>Whether a value of the type is behaviour rather than data: a delegate, or something to be called through an interface or an abstract class.</summary>
    public static bool IsBehaviour(this ITypeSymbol type) =>
        type.TypeKind is TypeKind.Delegate ||
        type is { TypeKind: TypeKind.Interface, SpecialType: SpecialType.None } && !type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable) ||
        type is { TypeKind: TypeKind.Class, IsAbstract: true };
}
