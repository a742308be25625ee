using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using GrowthGuard.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.TestHarness;

/// <summary>A fixed set of references, read once and on first use. Keep one in a static field rather than making it in each test.</summary>
public sealed class ReferenceSet
{
    private readonly Lazy<ImmutableArray<MetadataReference>> _references;

    private readonly Lazy<ReferenceSet> _withAnnotations;

    // Compilations share what the compiler has read of an assembly, as long as one of them lives.
    private readonly Lazy<CSharpCompilation> _loaded;

    private ReferenceSet(Func<ImmutableArray<MetadataReference>> read)
    {
        _references = new(read);
        _withAnnotations = new(() => With(ReferenceSets.Annotations));
        _loaded = new(() => Load(WithoutUnusedFacades(_references.Value)));
    }

    /// <summary>The references.</summary>
    public ImmutableArray<MetadataReference> References => [.. _loaded.Value.References];

    /// <summary>This set and the annotations.</summary>
    public ReferenceSet WithAnnotations => _withAnnotations.Value;

    /// <summary>A set of the assemblies at these paths.</summary>
    public static ReferenceSet FromPaths(params IEnumerable<string> paths) =>
        new(() => [.. paths.Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>A set of all assemblies in a folder.</summary>
    public static ReferenceSet FromFolder(string folder) => new(() => ReadFolder(folder));

    /// <summary>This set and more.</summary>
    public ReferenceSet With(ReferenceSet more) => new(() => [.. _references.Value, .. more._references.Value]);

    /// <summary>This set and the assemblies at these paths.</summary>
    public ReferenceSet With(params IEnumerable<string> paths) => With(FromPaths(paths));

    // Assemblies that only forward types to others are a third of .NET's, and each lookup of a name goes through all of them.
    private static ImmutableArray<MetadataReference> WithoutUnusedFacades(ImmutableArray<MetadataReference> references)
    {
        var readers = references.ToDictionary(reference => reference, ReaderOf);
        var used = readers.Values
            .Where(reader => !IsFacade(reader))
            .SelectMany(reader => reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. references.Where(reference => !IsFacade(readers[reference]) || used.Contains(NameOf(readers[reference])))];

        static MetadataReader ReaderOf(MetadataReference reference) =>
            ((AssemblyMetadata)((PortableExecutableReference)reference).GetMetadata()).GetModules()[0].GetMetadataReader();

        // The only type is that of global functions.
        static bool IsFacade(MetadataReader reader) => reader.TypeDefinitions.Count == 1 && reader.ExportedTypes.Count > 0;

        static string NameOf(MetadataReader reader) => reader.GetString(reader.GetAssemblyDefinition().Name);
    }

    private static CSharpCompilation Load(ImmutableArray<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create("Loaded", references: references);
        _ = compilation.ObjectType;
        return compilation;
    }

    private static ImmutableArray<MetadataReference> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"The reference assemblies are not in {folder}. Build the tests on the machine that runs them.");
        }

        return
        [
            .. Directory.EnumerateFiles(folder, "*.dll")
                .Order(StringComparer.Ordinal)
                .Select(path => MetadataReference.CreateFromFile(path))
        ];
    }
}

/// <summary>The sets of references that most tests need.</summary>
public static class ReferenceSets
{
    /// <summary>The .NET reference pack of the SDK that built the tests.</summary>
    public static ReferenceSet Net { get; } = Pack("Microsoft.NETCore.App");

    /// <summary>.NET and ASP.NET Core.</summary>
    public static ReferenceSet AspNetCore { get; } = Net.With(Pack("Microsoft.AspNetCore.App"));

    /// <summary>.NET, ASP.NET Core, and the hosts and SDKs that facts name, but no test framework.</summary>
    public static ReferenceSet Sdks { get; } = ReferenceSet.FromPaths(SdkAssemblies.OfApplications);

    /// <summary>The assembly of <c>[Bounded]</c> and <c>[Unbounded]</c>.</summary>
    public static ReferenceSet Annotations { get; } = ReferenceSet.FromPaths(typeof(BoundedAttribute).Assembly.Location);

    private static ReferenceSet Pack(string framework) => ReferenceSet.FromFolder(
        typeof(ReferenceSets).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "ReferencePack:" + framework).Value!);
}
