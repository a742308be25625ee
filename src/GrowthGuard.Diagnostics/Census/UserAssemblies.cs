using System.Reflection;
using System.Text.Json;

namespace GrowthGuard.Census;

/// <summary>
/// Which assemblies the census looks into: those of projects. The framework's are too many (its statics cost tens of megabytes to
/// read), and so are those of packages, unless asked for by name.
/// </summary>
internal sealed class UserAssemblies
{
    private static readonly string[] OpaquePrefixes =
    [
        "System.", "Microsoft.", "xunit.", "nunit.", "NUnit3.", "MSTest.", "testhost.", "testcentric."
    ];

    private static readonly string FrameworkFolder = SharedFolderOf(typeof(object).Assembly.Location);

    private readonly HashSet<string> _asked;
    private readonly HashSet<string> _packages = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="scenario">The assembly under test; the <c>.deps.json</c> beside it tells projects from packages.</param>
    /// <param name="asked">Simple names of further assemblies to look into, of packages for example.</param>
    public UserAssemblies(Assembly scenario, IEnumerable<string> asked)
    {
        _asked = new HashSet<string>(asked, StringComparer.OrdinalIgnoreCase);
        var dependencies = Path.ChangeExtension(scenario.Location, ".deps.json");
        if (File.Exists(dependencies))
        {
            ReadPackages(dependencies);
        }
    }

    public bool Contains(Assembly assembly)
    {
        var name = assembly.GetName().Name ?? "";
        return _asked.Contains(name) || (!assembly.IsDynamic && !IsFramework(assembly) && !_packages.Contains(name) && !OptsOut(assembly));
    }

    /// <summary>
    /// Whether the objects of the assembly's types are opaque to the census: those of the framework, and of what runs the tests.
    /// </summary>
    public static bool IsFramework(Assembly assembly)
    {
        var name = assembly.GetName().Name ?? "";
        return name is "mscorlib" or "netstandard" or "testhost"
            || OpaquePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            || (!assembly.IsDynamic && assembly.Location.StartsWith(FrameworkFolder, StringComparison.Ordinal));
    }

    /// <summary>
    /// An assembly that carries <c>[assembly: AssemblyMetadata("GrowthGuard.Census", "skip")]</c>, as the kit itself does.
    /// </summary>
    public static bool OptsOut(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(data => data is { Key: "GrowthGuard.Census", Value: "skip" });

    /// <summary>
    /// …/shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll lies two folders below what all frameworks share.
    /// </summary>
    private static string SharedFolderOf(string coreLibrary)
    {
        var version = Path.GetDirectoryName(coreLibrary);
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(version));
        // In a self-contained application the framework lies beside the application; there its names must do.
        return Path.GetFileName(shared) == "shared" ? shared + Path.DirectorySeparatorChar : "\0";
    }

    private void ReadPackages(string dependencies)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(dependencies));
        var root = document.RootElement;
        if (!root.TryGetProperty("libraries", out var libraries) || !root.TryGetProperty("targets", out var targets))
        {
            return;
        }

        // Loops and no queries: a query over structs is code that the child must compile first.
        foreach (var target in targets.EnumerateObject())
        {
            foreach (var library in target.Value.EnumerateObject())
            {
                if (library.Value.TryGetProperty("runtime", out var files) && IsPackage(libraries, library.Name))
                {
                    foreach (var file in files.EnumerateObject())
                    {
                        _packages.Add(Path.GetFileNameWithoutExtension(file.Name));
                    }
                }
            }
        }
    }

    private static bool IsPackage(JsonElement libraries, string name) =>
        libraries.TryGetProperty(name, out var library) && library.TryGetProperty("type", out var type) && type.ValueEquals("package");
}
