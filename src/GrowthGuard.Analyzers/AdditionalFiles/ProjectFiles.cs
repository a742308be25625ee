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

    /// <summary>Whether the build writes a log that may be put together with those of other projects.</summary>
    public static bool AreRecorded(AnalyzerOptions options) => IsTrue("GrowthGuardRecordsRegistrations", options);

    /// <summary>Whether the project holds tests and what they need.</summary>
    public static bool AreTests(AnalyzerOptions options) => IsTrue("IsTestProject", options);

    private static bool IsTrue(string property, AnalyzerOptions options) =>
        "true".Equals(Property(property, options), StringComparison.OrdinalIgnoreCase);

    private static string? Property(string name, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value : null;

    private static string Normal(string path) => path.Replace('\\', '/');
}
