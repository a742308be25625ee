namespace GrowthGuard.Sdks;

/// <summary>The assemblies of .NET, ASP.NET Core and the packages of this project, as a compiler takes them.</summary>
public static class SdkAssemblies
{
    private static readonly string[] TestFrameworks = ["BenchmarkDotNet", "MSTest.", "nunit.", "xunit."];

    private static readonly Lazy<string[]> Paths = new(Read);

    /// <summary>Their paths, on the machine that built this project.</summary>
    public static IReadOnlyList<string> All => Paths.Value;

    /// <summary>Their paths without test frameworks: what references one is test code.</summary>
    public static IEnumerable<string> OfApplications =>
        All.Where(path => !TestFrameworks.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)));

    /// <summary>The paths of those with these names.</summary>
    public static IEnumerable<string> Named(params IEnumerable<string> names) =>
        names.Select(name => All.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name)
            ?? throw new ArgumentException($"No package of this project has an assembly '{name}'.", nameof(names)));

    private static string[] Read()
    {
        using var reader = new StreamReader(typeof(SdkAssemblies).Assembly.GetManifestResourceStream("assemblies.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
