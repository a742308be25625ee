namespace GrowthGuard.Tool.Building;

/// <summary>One compilation of a check build: a project in one target framework, and the log that the compiler was to write.</summary>
internal sealed record Compilation(string ProjectFile, string TargetFramework, string Log)
{
    public string ProjectName => Path.GetFileNameWithoutExtension(ProjectFile);

    /// <summary>The name for messages: the framework tells compilations of one project apart.</summary>
    public string DisplayName => TargetFramework.Length == 0 ? ProjectName : $"{ProjectName} ({TargetFramework})";

    /// <summary>All compilations that the targets file announced, in an order that does not depend on the build's.</summary>
    public static IReadOnlyList<Compilation> In(string logFolder) =>
    [
        .. Directory.EnumerateFiles(logFolder, "*.project")
            .Select(Announced)
            .OrderBy(compilation => compilation.ProjectFile, StringComparer.Ordinal)
            .ThenBy(compilation => compilation.TargetFramework, StringComparer.Ordinal),
    ];

    private static Compilation Announced(string file)
    {
        var lines = File.ReadAllLines(file);
        return new Compilation(lines[0], lines.ElementAtOrDefault(1) ?? "", Path.ChangeExtension(file, ".sarif"));
    }
}
