using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Commands;

/// <summary>What a gate is asked to judge.</summary>
internal sealed record GateOptions
{
    /// <summary>Logs, folders and patterns.</summary>
    public required IReadOnlyList<string> Logs { get; init; }

    /// <summary>The severities of the rules; as logged when null.</summary>
    public PolicyMode? Mode { get; init; }

    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>The folder of the sources; the repository when null.</summary>
    public string? Root { get; init; }

    /// <summary>Whether a log in which nothing says that the analyzers ran is left out, and not a reason to give no verdict.</summary>
    public bool AllowUnanalyzed { get; init; }

    public OutputOptions Output { get; init; } = new();

    /// <summary>What relative paths start from.</summary>
    public string CurrentDirectory { get; init; } = Environment.CurrentDirectory;
}
