using GrowthGuard.DocsGenerator;

namespace GrowthGuard.Contract.Tests;

/// <summary>Files of the repository, by path from its root.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Repository.FindRoot();

    public static bool Exists(string path) => Path.Exists(FullPath(path));

    public static string Read(string path) => File.ReadAllText(FullPath(path));

    public static IEnumerable<string> Under(string folder, string pattern) =>
        Directory.Exists(FullPath(folder)) ? Directory.EnumerateFiles(FullPath(folder), pattern, SearchOption.AllDirectories) : [];

    public static string FullPath(string path) => Path.Combine(Root, path);
}
