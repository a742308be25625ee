using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.FixChecker.Loading;

/// <summary>
/// What a project file says of its compilation. Read as text, without MSBuild: properties and items of the file and of the
/// <c>Directory.Build.props</c> above it, unconditional ones only. Nothing of the project is run.
/// </summary>
internal sealed class ProjectFile
{
    private static readonly string[] CommonUsings =
        [
            "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
            "System.Threading.Tasks"
        ];

    private static readonly string[] HostUsings =
        [
            "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.DependencyInjection",
            "Microsoft.Extensions.Hosting",
            "Microsoft.Extensions.Logging"
        ];

    private static readonly string[] WebUsings =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing", .. HostUsings,
    ];

    private readonly List<XElement> _roots;

    private ProjectFile(string path, List<XElement> roots)
    {
        Path = path;
        _roots = roots;
    }

    public string Path { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    public string AssemblyName =>
        Property("AssemblyName") is { Length: > 0 } name && !name.Contains('$') ? name : System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsNullable => Property("Nullable") is "enable" or "annotations" or "warnings";

    public bool IsProgram =>
        Property("OutputType") is "Exe" or "WinExe" ||
        (Sdk.Contains("Sdk.Web", StringComparison.Ordinal) && Property("OutputType") is null);

    public LanguageVersion LanguageVersion =>
        LanguageVersionFacts.TryParse(Property("LangVersion"), out var version)
            ? version.MapSpecifiedToEffectiveVersion()
            : LanguageVersion.Preview;

    public IEnumerable<string> Packages => Items("PackageReference").Select(item => item.Include);

    /// <summary>The project files that it references.</summary>
    public IEnumerable<string> References => Items("ProjectReference")
        .Where(item => item.Element.Attribute("OutputItemType") is null &&
            item.Element.Attribute("ReferenceOutputAssembly")?.Value != "false")
        .Select(item => System.IO.Path.GetFullPath(item.Include.Replace('\\', '/'), item.Folder));

    private string Sdk => _roots[0].Attribute("Sdk")?.Value ?? "";

    public static ProjectFile Read(string path, string top)
    {
        var roots = new List<XElement> { Load(path) };
        for (var folder = System.IO.Path.GetDirectoryName(path); folder is not null &&
            (folder.StartsWith(top, StringComparison.Ordinal) ||
                !path.StartsWith(top, StringComparison.Ordinal)); folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (System.IO.Path.Combine(folder, "Directory.Build.props") is var props && File.Exists(props))
            {
                roots.Add(Load(props));
            }
        }

        return new ProjectFile(path, roots);
    }

    /// <summary>The files that are compiled, given the folders of all projects.</summary>
    public IEnumerable<string> Sources(IReadOnlySet<string> projectFolders)
    {
        var files = Sdk.Length > 0 && Property("EnableDefaultCompileItems") != "false" ? SourcesBelow(Folder, projectFolders) : [];
        var included = Items("Compile").SelectMany(item => FilesOf(item.Include, item.Folder));
        var removed = ItemsBy("Compile", "Remove").SelectMany(item => FilesOf(item.Include, item.Folder)).ToHashSet(StringComparer.Ordinal);
        return files.Where(file => !removed.Contains(file)).Concat(included).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    /// <summary>The source of global using directives, or an empty text.</summary>
    public string GlobalUsings()
    {
        var implicitUsings = Property("ImplicitUsings") is not ("enable" or "true") ? []
            : Sdk.Contains("Sdk.Web", StringComparison.Ordinal) ? [.. CommonUsings, .. WebUsings]
            : Sdk.Contains("Sdk.Worker", StringComparison.Ordinal) ? [.. CommonUsings, .. HostUsings]
            : CommonUsings;
        var removed = ItemsBy("Using", "Remove").Select(item => item.Include).ToHashSet(StringComparer.Ordinal);
        var directives = implicitUsings.Select(name => $"global using global::{name};").Concat(Items("Using").Select(Directive));
        return string.Concat(directives.Distinct()
            .Where(directive => !removed.Any(name => directive.EndsWith($"::{name};", StringComparison.Ordinal)))
            .Select(directive => directive + "\n"));
    }

    private static string Directive((XElement Element, string Include, string Folder) item) =>
        item.Element.Attribute("Alias") is { } alias ? $"global using {alias.Value} = global::{item.Include};"
        : item.Element.Attribute("Static")?.Value is "true" or "True" ? $"global using static global::{item.Include};"
        : $"global using global::{item.Include};";

    private static IEnumerable<string> SourcesBelow(string folder, IReadOnlySet<string> projectFolders)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs"))
        {
            yield return file;
        }

        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            if (System.IO.Path.GetFileName(below) is "bin" or "obj" or "node_modules" || projectFolders.Contains(below))
            {
                continue;
            }

            foreach (var file in SourcesBelow(below, projectFolders))
            {
                yield return file;
            }
        }
    }

    // A file, a folder with all that is below it, or the files of a folder: other patterns are rare for sources.
    private static IEnumerable<string> FilesOf(string include, string folder)
    {
        var path = System.IO.Path.GetFullPath(include.Replace('\\', '/'), folder);
        var star = path.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && File.Exists(path) ? [path] : [];
        }

        var start = path[..path.LastIndexOf('/', star)];
        return Directory.Exists(start)
            ? Directory.EnumerateFiles(
                start,
                "*.cs",
                path.Contains("**", StringComparison.Ordinal) ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            : [];
    }

    private string? Property(string name) => _roots
        .SelectMany(root => root.Elements().Where(IsAlways).Where(group => group.Name.LocalName == "PropertyGroup").Reverse())
        .SelectMany(group => group.Elements().Where(IsAlways).Where(property => property.Name.LocalName == name).Reverse())
        .Select(property => property.Value.Trim())
        .FirstOrDefault();

    private IEnumerable<(XElement Element, string Include, string Folder)> Items(string type) => ItemsBy(type, "Include");

    private IEnumerable<(XElement Element, string Include, string Folder)> ItemsBy(string type, string attribute) =>
        from root in _roots
        from item in root.Elements().Where(IsAlways).Where(list => list.Name.LocalName == "ItemGroup").Elements().Where(IsAlways)
        where item.Name.LocalName == type && item.Attribute(attribute) is not null
        from include in item.Attribute(attribute)!.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select (item, include.Replace(
            "$(MSBuildThisFileDirectory)",
            System.IO.Path.GetDirectoryName(new Uri(root.BaseUri).LocalPath) + "/",
            StringComparison.Ordinal), Folder);

    private static bool IsAlways(XElement element) => element.Attribute("Condition") is null;

    private static XElement Load(string path) => XDocument.Load(path, LoadOptions.SetBaseUri).Root!;
}
