using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Annotations;

/// <summary>An attribute that documents a bound: its name, and whether a type of that name can be written as the fixes write it.</summary>
internal sealed class AnnotationKind
{
    private readonly Func<INamedTypeSymbol, bool> _isUsable;

    private AnnotationKind(string shortName, Func<INamedTypeSymbol, bool> isUsable)
    {
        ShortName = shortName;
        TypeName = $"GrowthGuard.{shortName}Attribute";
        _isUsable = isUsable;
    }

    /// <summary><c>[Bounded(number, By = "reason")]</c>.</summary>
    public static AnnotationKind Bounded { get; } = new("Bounded", type =>
        HasConstructor(type, SpecialType.System_Int64, SpecialType.System_Int32) &&
        type.GetMembers("By").OfType<IPropertySymbol>().Any(property => property.SetMethod is not null));

    /// <summary><c>[Unbounded("reason")]</c>.</summary>
    public static AnnotationKind Unbounded { get; } = new("Unbounded", type => HasConstructor(type, SpecialType.System_String));

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<AnnotationKind> All { get; } = [Bounded, Unbounded];

    /// <summary>The name as it is written.</summary>
    public string ShortName { get; }

    /// <summary>The full name of the attribute's type.</summary>
    public string TypeName { get; }

    /// <summary>Whether the type, perhaps pasted and altered, has the members that the fixes write.</summary>
    public bool IsUsable(INamedTypeSymbol type) => _isUsable(type);

    private static bool HasConstructor(INamedTypeSymbol type, params SpecialType[] argument) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 1 &&
            argument.Contains(constructor.Parameters[0].Type.SpecialType));
}
