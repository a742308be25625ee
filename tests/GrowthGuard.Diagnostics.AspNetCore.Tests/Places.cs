using System.Reflection;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>Where things are.</summary>
internal static class Places
{
    /// <summary>The assembly of the sample service.</summary>
    public static string Sample { get; } = Metadata("Sample");

    /// <summary>The assembly of the tool.</summary>
    public static string Tool { get; } = Metadata("Tool");

    /// <summary>A file of the repository.</summary>
    public static string InRepository(string path) => Path.Combine(Metadata("Repository"), path);

    private static string Metadata(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
