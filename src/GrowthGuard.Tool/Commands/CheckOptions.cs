using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Commands;

/// <summary>The settings of a check.</summary>
internal sealed record CheckOptions
{
    /// <summary>Solution, project or folder.</summary>
    public required string Path { get; init; }

    public PolicyMode Mode { get; init; } = PolicyMode.Default;

    public OutputOptions Output { get; init; } = new();

    /// <summary>The baselines to use; those beside the projects and above them when empty.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>Whether what is built is all that the baselines are about; found out when not given.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether lines of a baseline that accept nothing fail the check in any mode.</summary>
    public bool HoldsBaseline { get; init; }

    public string? Configuration { get; init; }

    public bool NoRestore { get; init; }

    /// <summary>MSBuild properties for the build, as <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    /// <summary>What relative paths start from, and what the text output shows paths relative to.</summary>
    public string CurrentDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Where the check's own temporary folder is made.</summary>
    public string TemporaryFolder { get; init; } = System.IO.Path.GetTempPath();

    /// <summary>The analyzer assembly to inject; tests put their own here.</summary>
    public string AnalyzerPath { get; init; } = System.IO.Path.Combine(AppContext.BaseDirectory, "GrowthGuard.Analyzers.dll");

    /// <summary>The command that builds; tests name one that does not exist.</summary>
    public string DotnetCommand { get; init; } = "dotnet";
}

/// <summary>How much is said besides the findings.</summary>
internal enum Verbosity
{
    /// <summary>Findings and errors only.</summary>
    Quiet,

    /// <summary>Progress on a terminal, and a summary.</summary>
    Normal,

    /// <summary>The output of the build too, on standard error.</summary>
    Detailed,
}
