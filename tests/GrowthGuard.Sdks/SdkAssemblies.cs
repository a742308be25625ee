namespace GrowthGuard.Sdks;

/// <summary>The assemblies of .NET, ASP.NET Core and the packages of this project, as a compiler takes them.</summary>
public static class SdkAssemblies
{
    private static readonly Lazy<string[]> Paths = new(Read);

    /// <summary>Their paths, on the machine that built this project.</summary>
    public static IReadOnlyList<string> All => Paths.Value;

    private static string[] Read()
    {
        using var reader = new StreamReader(typeof(SdkAssemblies).Assembly.GetManifestResourceStream("assemblies.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
