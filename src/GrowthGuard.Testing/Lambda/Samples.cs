namespace GrowthGuard.Testing;

/// <summary>
/// Events for a handler, as JSON files. The files are taken in turn, and each is deserialised again for every invocation, as the host does.
/// </summary>
/// <remarks>
/// The text <c>{{invocation}}</c> in a file stands for the number of the invocation, and <c>{{invocation % 50}}</c> for its remainder: a
/// few files that never change would hide what grows with every new key.
/// </remarks>
public sealed class Samples
{
    private Samples(IReadOnlyList<string> files) => Files = files;

    /// <summary>The files, with their full paths.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>All files of a folder, in the order of their names.</summary>
    /// <param name="folder">The folder; a relative path starts at the test assembly, and if it is not there, at the current
    /// directory.</param>
    /// <param name="pattern">Which files.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">No file in it fits the pattern.</exception>
    public static Samples FromDirectory(string folder, string pattern = "*.json")
    {
        var found = Places(folder).FirstOrDefault(Directory.Exists)
            ?? throw new DirectoryNotFoundException(
                $"There is no folder of samples '{folder}', neither beside the test assembly ({AppContext.BaseDirectory}) nor in the " +
                $"current directory. Copy it with <Content Include=\"{folder}/**\" CopyToOutputDirectory=\"PreserveNewest\" />.");
        var files = Directory.GetFiles(found, pattern);
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? new Samples(files) : throw new FileNotFoundException($"'{found}' has no file '{pattern}'.");
    }

    /// <summary>Some files, in the given order.</summary>
    /// <param name="files">The files; a relative path starts at the test assembly, and if it is not there, at the current
    /// directory.</param>
    /// <exception cref="FileNotFoundException">One of them is missing.</exception>
    public static Samples FromFiles(params string[] files) =>
        files.Length > 0 ? new Samples([.. files.Select(Find)]) : throw new ArgumentException("Name at least one file.", nameof(files));

    private static string Find(string file) =>
        Places(file).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(
            $"There is no sample '{file}', neither beside the test assembly ({AppContext.BaseDirectory}) nor in the current directory.",
            file);

    private static string[] Places(string path) => [Path.GetFullPath(path, AppContext.BaseDirectory), Path.GetFullPath(path)];
}
