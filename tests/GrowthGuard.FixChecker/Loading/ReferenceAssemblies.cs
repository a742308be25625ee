using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.FixChecker.Loading;

/// <summary>
/// Reference assemblies that are on this machine: the packs of the SDK, and packages of the local package folder in their newest
/// version. What is missing is missing, and costs the errors that the compiler then had before any fix.
/// </summary>
internal sealed class ReferenceAssemblies
{
    private static readonly string[] Frameworks =
        [
            "net10.0", "net9.0", "net8.0", "net7.0", "net6.0", "net5.0", "netcoreapp3.1", "netstandard2.1", "netstandard2.0", "net462",
            "net461", "net45", "netstandard1.6", "netstandard1.3"
        ];

    private readonly ConcurrentDictionary<string, MetadataReference> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _packageFolder;
    private readonly List<string> _framework;

    public ReferenceAssemblies(IEnumerable<string> folders)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        _packageFolder = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(home, ".nuget", "packages");
        _framework =
        [
            .. PackFiles("Microsoft.NETCore.App.Ref"),
            .. PackFiles("Microsoft.AspNetCore.App.Ref"),
            .. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories)),
        ];
    }

    /// <summary>What a project that uses these packages compiles against, without the assemblies that are compiled from source.</summary>
    public IEnumerable<MetadataReference> For(IEnumerable<string> packages, IReadOnlySet<string> fromSource) =>
        _framework.Concat(packages.SelectMany(FilesOf))
            .Where(file => !fromSource.Contains(Path.GetFileNameWithoutExtension(file)))
            .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase)
            .Select(file => _files.GetOrAdd(file, path => MetadataReference.CreateFromFile(path)));

    private static IEnumerable<string> PackFiles(string pack)
    {
        var packs = Path.GetFullPath(Path.Combine(
            Path.GetDirectoryName(typeof(object).Assembly.Location)!,
            "..",
            "..",
            "..",
            "packs",
            pack));
        var newest = Directory.Exists(packs) ? Directory.EnumerateDirectories(packs).OrderBy(VersionOf).LastOrDefault() : null;
        return newest is null ? [] : Directory.EnumerateFiles(Path.Combine(newest, "ref"), "*.dll", SearchOption.AllDirectories);
    }

    // The assemblies of a package and of the packages that it depends on.
    private IReadOnlyList<string> FilesOf(string package)
    {
        if (_packages.TryGetValue(package, out var known))
        {
            return known;
        }

        _packages[package] = [];
        var folder = Path.Combine(_packageFolder, package.ToLowerInvariant());
        var newest = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).OrderBy(VersionOf).LastOrDefault() : null;
        return newest is null ? [] : _packages[package] = [.. AssembliesIn(newest), .. DependenciesOf(newest).SelectMany(FilesOf)];
    }

    private static IEnumerable<string> AssembliesIn(string package) =>
        new[] { "ref", "lib" }
            .SelectMany(kind => Frameworks.Select(framework => Path.Combine(package, kind, framework)))
            .Where(Directory.Exists)
            .Select(folder => Directory.EnumerateFiles(folder, "*.dll"))
            .FirstOrDefault() ?? [];

    private static IEnumerable<string> DependenciesOf(string package) =>
        Directory.EnumerateFiles(package, "*.nuspec").SelectMany(file => XDocument.Load(file).Descendants())
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static Version VersionOf(string folder) =>
        Version.TryParse(Path.GetFileName(folder).Split('-')[0], out var version) ? version : new Version(0, 0);
}
