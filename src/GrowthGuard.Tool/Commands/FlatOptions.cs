using GrowthGuard.Testing;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Tool.Commands;

/// <summary>The settings of <c>growthguard flat</c>.</summary>
internal sealed record FlatOptions
{
    /// <summary>The assembly that holds the scenarios.</summary>
    public required string Assembly { get; init; }

    /// <summary>The scenario; all of the assembly when null.</summary>
    public string? Type { get; init; }

    /// <summary>How they are run and judged.</summary>
    public ScenarioRunOptions Run { get; init; } = new();

    /// <summary>More settings, each with its value, in the order in which they are to be made.</summary>
    public IReadOnlyList<(RunSetting Setting, string Value)> Settings { get; init; } = [];

    /// <summary>What the scenario is told, by name.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>The report of an earlier run to compare with; null for none.</summary>
    public string? Compare { get; init; }

    /// <summary>
    /// Where to write the files of the reports; only those of scenarios that are not flat are written, beside the assembly, when null.
    /// </summary>
    public string? ReportFolder { get; init; }

    /// <summary>Where the verdicts are kept.</summary>
    public HistoryOptions History { get; init; } = new();

    public string Format { get; init; } = Output.FlatFormat.Text;

    /// <summary>What relative paths start from.</summary>
    public string CurrentDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>The options of one run.</summary>
    public MemoryFlatOptions ForRun()
    {
        var options = Run.ForRun();
        foreach (var (setting, value) in Settings)
        {
            setting.TryRead(options, value);
        }

        return ReportFolder is { } folder ? options.ReportTo(Path.GetFullPath(folder, CurrentDirectory)) : options;
    }
}
