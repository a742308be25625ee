using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.TestHarness;

/// <summary>A fixed set of references, read once and on first use. Keep one in a static field rather than making it in each test.</summary>
public sealed class ReferenceSet
{
    private readonly Lazy<ImmutableArray<MetadataReference>> _references;

    private ReferenceSet(Func<ImmutableArray<MetadataReference>> read) => _references = new(read);

    /// <summary>The references.</summary>
    public ImmutableArray<MetadataReference> References => _references.Value;

    /// <summary>A set of the assemblies at these paths.</summary>
    public static ReferenceSet FromPaths(params IEnumerable<string> paths) =>
        new(() => [.. paths.Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>A set of all assemblies in a folder.</summary>
    public static ReferenceSet FromFolder(string folder) => new(() => ReadFolder(folder));

    /// <summary>This set and more.</summary>
    public ReferenceSet With(ReferenceSet more) => new(() => [.. References, .. more.References]);

    /// <summary>This set and the assemblies at these paths.</summary>
    public ReferenceSet With(params IEnumerable<string> paths) => With(FromPaths(paths));

    private static ImmutableArray<MetadataReference> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The reference assemblies are not in {folder}. Build the tests on the machine that runs them.");
        }

        return [.. Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal).Select(path => MetadataReference.CreateFromFile(path))];
    }
}

/// <summary>The sets of references that most tests need.</summary>
public static class ReferenceSets
{
    /// <summary>The .NET reference pack of the SDK that built the harness.</summary>
    public static ReferenceSet Net { get; } = Pack("Microsoft.NETCore.App");

    /// <summary>.NET and ASP.NET Core.</summary>
    public static ReferenceSet AspNetCore { get; } = Net.With(Pack("Microsoft.AspNetCore.App"));

    /// <summary>The assembly of <c>[Bounded]</c> and <c>[Unbounded]</c>.</summary>
    public static ReferenceSet Annotations { get; } = ReferenceSet.FromPaths(typeof(BoundedAttribute).Assembly.Location);

    private static ReferenceSet Pack(string framework) => ReferenceSet.FromFolder(
        typeof(ReferenceSets).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "ReferencePack:" + framework).Value!);
}

/// <summary>References that one test adds.</summary>
public sealed class MetadataReferenceList : List<MetadataReference>
{
    /// <summary>Adds the assembly at a path.</summary>
    public void Add(string path) => Add(MetadataReference.CreateFromFile(path));

    /// <summary>Adds a loaded assembly.</summary>
    public void Add(Assembly assembly) => Add(assembly.Location);

    /// <summary>Adds a set.</summary>
    public void Add(ReferenceSet set) => AddRange(set.References);
}
