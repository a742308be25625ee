using System.Reflection;

namespace GrowthGuard.Package.Tests;

/// <summary>Where things are, as the build of this project knows it.</summary>
internal static class Places
{
    public static string Repository { get; } = Path.GetFullPath(Metadata("RepositoryRoot"));

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>Where all projects are built to.</summary>
    public static string BuildOutput { get; } = Path.GetFullPath("../..", AppContext.BaseDirectory);

    /// <summary>The tool as it was built with these tests.</summary>
    public static string Tool { get; } = Path.Combine(BuildOutput, InBuildOutput("GrowthGuard.Tool", "growthguard.dll"));

    /// <summary>A file of a project as it was built with these tests, relative to <see cref="BuildOutput"/>.</summary>
    public static string InBuildOutput(string project, string file) =>
        Path.Combine(project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), file);

    private static string Metadata(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
