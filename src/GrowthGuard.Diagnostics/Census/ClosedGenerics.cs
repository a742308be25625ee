using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace GrowthGuard.Census;

/// <summary>
/// The instantiations of generic types that an assembly's metadata names. Each has statics of its own, and reflection has no list of
/// them; code that uses <c>Samples&lt;int&gt;.Values</c> must say so in a type specification.
/// </summary>
/// <remarks>Instantiations that are made only inside generic code, or by reflection, are not seen.</remarks>
internal static class ClosedGenerics
{
    private const byte GenericInstance = 0x15;

    /// <param name="assembly">The assembly whose metadata is read.</param>
    /// <param name="others">Simple names of the other assemblies whose generic types matter.</param>
    /// <param name="isOfInterest">Whether the definition of a generic type is worth the trouble.</param>
    public static unsafe IReadOnlyCollection<Type> In(Assembly assembly, IReadOnlySet<string> others, Func<Type, bool> isOfInterest)
    {
        if (!assembly.TryGetRawMetadata(out var metadata, out var length))
        {
            return [];
        }

        var reader = new MetadataReader(metadata, length);
        var found = new HashSet<Type>();
        for (var row = 1; row <= reader.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            var handle = MetadataTokens.TypeSpecificationHandle(row);
            var signature = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
            if (signature.ReadByte() == GenericInstance)
            {
                signature.ReadByte(); // class or value type
                var definition = signature.ReadTypeHandle();
                if (IsFrom(reader, definition, others) && Resolve(assembly, definition) is { } type && isOfInterest(type)
                    && Resolve(assembly, handle) is { ContainsGenericParameters: false } closed)
                {
                    found.Add(closed);
                }
            }
        }

        return found;
    }

    /// <summary>Asked by name first: to resolve a type of an assembly that is not in use yet would load that.</summary>
    private static bool IsFrom(MetadataReader reader, EntityHandle type, IReadOnlySet<string> others)
    {
        while (type.Kind == HandleKind.TypeReference)
        {
            type = reader.GetTypeReference((TypeReferenceHandle)type).ResolutionScope;
        }

        return type.Kind == HandleKind.TypeDefinition
            || (type.Kind == HandleKind.AssemblyReference &&
                others.Contains(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type).Name)));
    }

    /// <summary>
    /// Null for what cannot be resolved: a type whose assembly is missing, or whose arguments are parameters of generic code.
    /// </summary>
    private static Type? Resolve(Assembly assembly, EntityHandle handle)
    {
        try
        {
            return assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(handle));
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException or TypeLoadException or IOException)
        {
            return null;
        }
    }
}
