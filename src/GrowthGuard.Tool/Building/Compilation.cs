namespace GrowthGuard.Tool.Building;

/// <summary>One compilation of a check build: a project in one target framework, and the log that the compiler was to write.</summary>
internal sealed record Compilation(string ProjectFile, string TargetFramework, string Log)
{
    /// <summary>Whether the project makes errors of all warnings.</summary>
    public bool TreatsWarningsAsErrors { get; init; }

    /// <summary>The baselines that the project gives the compiler, and that the check keeps from it.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>What the rules of the build found: the rule's id and the message.</summary>
    public IReadOnlyList<(string Rule, string Message)> BuildFindings { get; init; } = [];

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
        var values = File.ReadAllLines(file).Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1]);
        return new Compilation(PathOf(values["Project"].Single()), values["TargetFramework"].Single(), Path.ChangeExtension(file, ".sarif"))
        {
            TreatsWarningsAsErrors = values["TreatWarningsAsErrors"].Single().Equals("true", StringComparison.OrdinalIgnoreCase),
            Baselines = [.. values["Baseline"].Select(PathOf)],
            BuildFindings = [.. values["Finding"].Select(finding => finding.Split(' ', 2)).Select(parts => (parts[0], parts[1]))],
        };
    }

    /// <summary>A path as it was before the targets file escaped its line ends.</summary>
    private static string PathOf(string announced) => Uri.UnescapeDataString(announced);
}
