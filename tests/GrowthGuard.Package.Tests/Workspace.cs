using System.IO.Compression;

namespace GrowthGuard.Package.Tests;

/// <summary>
/// A folder for projects that install the packages: outside of every repository, a repository itself, with a name that has what breaks
/// careless quoting.
/// </summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>A static collection that a callback fills: GG1001 in every kind of project, programs too.</summary>
    public const string Leak = """
        namespace Shop
        {
            public static class PriceCache
            {
                private static readonly System.Collections.Generic.Dictionary<string, decimal> Prices = new System.Collections.Generic.Dictionary<string, decimal>();

                static PriceCache() { System.AppDomain.CurrentDomain.FirstChanceException += (_, e) => Handle(e.Exception.Message); }

                public static void Handle(string sku) { Prices[sku] = 1; }
            }
        }
        """;

    private const string Packages = "packages of others";

    private readonly Dictionary<string, string> _environment;

    public Workspace(PackedFeed feed)
    {
        var userPackages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ??
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        _environment = new()
        {
            ["NUGET_PACKAGES"] = feed.Unpacked,
            // What is there need not be fetched again.
            ["NUGET_FALLBACK_PACKAGES"] = Directory.Exists(userPackages) ? userPackages : "",
        };
        Write(".git/HEAD", "ref: refs/heads/main\n");
        Directory.CreateDirectory(PathOf(Packages));
        Write(
            "NuGet.config",
            $"""<configuration><packageSources><add key="packed" value="{feed.Folder}" /><add key="own" value="{Packages}" /></packageSources></configuration>""");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("grówth guard's, ").FullName;

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>A class library with the package and the leak.</summary>
    public void WriteLeakyProject(string name, string properties = "", string items = "")
    {
        WriteProject(name, properties, items);
        Write($"{name}/PriceCache.cs", Leak);
    }

    public void WriteProject(string name, string properties = "", string items = "", string sdk = "Microsoft.NET.Sdk") => Write(ProjectFile(name), $"""
        <Project Sdk="{sdk}">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>{properties}</PropertyGroup>
          <ItemGroup><PackageReference Include="GrowthGuard.Analyzers" Version="{PackedFeed.Version}" PrivateAssets="all" /></ItemGroup>
          {items}
        </Project>
        """);

    /// <summary>A package of somebody else, for projects of this folder to reference in <see cref="PackedFeed.Version"/>.</summary>
    public void WritePackage(string id, params IEnumerable<(string Path, string Text)> files)
    {
        var nuspec = $"<package><metadata><id>{id}</id><version>{PackedFeed.Version}</version><authors>others</authors><description>of others</description></metadata></package>";
        using var package = ZipFile.Open(PathOf($"{Packages}/{id}.{PackedFeed.Version}.nupkg"), ZipArchiveMode.Create);
        foreach (var (path, text) in files.Prepend(($"{id}.nuspec", nuspec)))
        {
            using var entry = new StreamWriter(package.CreateEntry(path).Open());
            entry.Write(text);
        }
    }

    /// <summary>Copies a file, or a folder without what builds left in it, from this repository.</summary>
    public void Copy(string path)
    {
        var source = Path.Combine(Places.Repository, path);
        foreach (var file in File.Exists(source) ? [source] : Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Places.Repository, file);
            if (!relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            {
                Write(relative, File.ReadAllText(file));
            }
        }
    }

    public void WriteSolution(string name, IEnumerable<string> projects) =>
        Write(name, $"<Solution>{string.Concat(projects.Select(project => $"<Project Path=\"{ProjectFile(project)}\" />"))}</Solution>");

    public Task<DotnetRun> DotnetAsync(params string[] arguments) => RunAsync("dotnet", arguments);

    /// <summary>Builds a project or solution. Packages of a project are restored once; what tests change afterwards are its sources and options.</summary>
    public Task<DotnetRun> BuildAsync(params string[] arguments) =>
        DotnetAsync(["build", "-nologo", "-tl:off", "-v:quiet", "-clp:NoSummary", .. IsRestored(arguments[0]) ? ["--no-restore"] : Array.Empty<string>(), .. arguments]);

    public Task<DotnetRun> RunAsync(string command, params string[] arguments) =>
        DotnetRun.OfAsync(command, arguments, Root, _environment, TestContext.Current.CancellationToken);

    /// <summary>Runs the tool, which looks at the variables of build servers.</summary>
    public Task<DotnetRun> ToolAsync(bool inCI, params string[] arguments) => DotnetRun.OfAsync(
        "dotnet",
        [Places.Tool, .. arguments],
        Root,
        new Dictionary<string, string>(_environment) { ["CI"] = inCI ? "true" : "", ["TF_BUILD"] = "" },
        TestContext.Current.CancellationToken);

    private bool IsRestored(string project) => File.Exists(PathOf($"{project}/obj/project.assets.json"));

    /// <summary>A project has the name of its folder, which may lie in another: <c>area/Shop</c>.</summary>
    private static string ProjectFile(string name) => $"{name}/{Path.GetFileName(name)}.csproj";

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
