using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.AdditionalFiles;

/// <summary>What the build says of the project that is compiled.</summary>
internal static class ProjectFiles
{
    /// <summary>Whether a file lies in the project's folder. One that lies above it may serve many projects.</summary>
    public static bool Own(string path, AnalyzerOptions options) =>
        Property("ProjectDir", options) is not { Length: > 0 } folder ||
        Normal(path).StartsWith(Normal(folder), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the project is compiled several times. (Of a list the compiler is told the first only: a semicolon begins a comment in its
    /// configs.)
    /// </summary>
    public static bool AreOfSeveralFrameworks(AnalyzerOptions options) => Property("TargetFrameworks", options) is { Length: > 0 };

    private static string? Property(string name, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value : null;

    private static string Normal(string path) => path.Replace('\\', '/');
}
