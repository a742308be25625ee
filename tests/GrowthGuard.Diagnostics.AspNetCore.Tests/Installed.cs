namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>Programs of the system that tests use.</summary>
internal static class Installed
{
    /// <summary>Whether a test fails without its programs, rather than being skipped: <c>.ci/run</c> installs them.</summary>
    public static bool MustBeThere { get; } = OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>The path of the first program that is there; null when none is.</summary>
    public static string? Find(params string[] names) => (
        from name in names
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        let path = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
        where File.Exists(path)
        select path).FirstOrDefault();
}
