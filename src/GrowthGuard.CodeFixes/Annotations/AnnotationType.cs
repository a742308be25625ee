using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Annotations;

/// <summary>Finds the attribute types that a project can use.</summary>
internal static class AnnotationType
{
    /// <summary>
    /// The attribute's type: the project's own, else the one it references. Null when there is none, or two that cannot be told apart.
    /// </summary>
    public static INamedTypeSymbol? Find(AnnotationKind kind, Compilation compilation)
    {
        var types = compilation.GetTypesByMetadataName(kind.TypeName)
            .Where(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)).ToList();
        return types.FirstOrDefault(type => IsOwn(type, compilation)) ?? (types.Count == 1 ? types[0] : null);
    }

    /// <summary>Whether the attribute can be written, once the annotation source is added where it is missing.</summary>
    public static bool CanBeUsed(AnnotationKind kind, Compilation compilation) =>
        Find(kind, compilation) is { } type ? kind.IsUsable(type) : !HasOwn(compilation);

    // Part of the source was pasted: adding all of it would declare that part twice.
    private static bool HasOwn(Compilation compilation) =>
        AnnotationKind.All.Any(kind => compilation.GetTypesByMetadataName(kind.TypeName).Any(type => IsOwn(type, compilation)));

    private static bool IsOwn(INamedTypeSymbol type, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);
}
