using System.Reflection;

namespace GrowthGuard.Testing.Retention;

/// <summary>Finds the reader of heaps that a test project references.</summary>
internal static class HeapReaders
{
    /// <summary>The package, and the assembly in it.</summary>
    public const string Package = "GrowthGuard.Testing.Heap";

    /// <param name="assemblyFile">The tested assembly; what its project references is beside it.</param>
    /// <returns>Null when the package is not referenced.</returns>
    public static IHeapReader? Find(string assemblyFile)
    {
        if (Path.GetDirectoryName(assemblyFile) is not { Length: > 0 } folder ||
            Path.Combine(folder, $"{Package}.dll") is var file && !File.Exists(file))
        {
            return null;
        }

        // With what it needs, which is beside it too.
        var reader = Assembly.LoadFrom(file).GetCustomAttribute<HeapReaderAttribute>();
        return reader is null ? null : (IHeapReader)Activator.CreateInstance(reader.Type)!;
    }
}
