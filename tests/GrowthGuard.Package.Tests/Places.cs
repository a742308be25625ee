using System.Reflection;

namespace GrowthGuard.Package.Tests;

/// <summary>Where things are, as the build of this project knows it.</summary>
internal static class Places
{
    public static string Repository { get; } = Path.GetFullPath(Metadata("RepositoryRoot"));

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The tool as it was built with these tests.</summary>
    public static string Tool { get; } = Path.GetFullPath($"../../GrowthGuard.Tool/{Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))}/growthguard.dll", AppContext.BaseDirectory);

    private static string Metadata(string key) => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
