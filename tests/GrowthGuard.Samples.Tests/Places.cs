using System.Reflection;

namespace GrowthGuard.Samples.Tests;

/// <summary>Where the build of this project left things.</summary>
internal static class Places
{
    public static string Tool { get; } = Metadata("Tool");

    public static string Repository { get; } = Metadata("Repository");

    public static string Samples { get; } = Path.Combine(Repository, "samples");

    private static string Metadata(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
