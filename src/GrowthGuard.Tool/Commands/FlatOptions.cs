using GrowthGuard.Testing;

namespace GrowthGuard.Tool.Commands;

/// <summary>What <c>growthguard flat</c> is asked to do.</summary>
internal sealed record FlatOptions
{
    /// <summary>The assembly that holds the scenarios.</summary>
    public required string Assembly { get; init; }

    /// <summary>The scenario; all of the assembly when null.</summary>
    public string? Type { get; init; }

    public int? Budget { get; init; }

    public int? Confirm { get; init; }

    public double? AllowHeap { get; init; }

    public double? AllowRss { get; init; }

    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Environment variables, as <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Where to write the files of the reports; only those of scenarios that are not flat are written, beside the assembly, when null.</summary>
    public string? ReportFolder { get; init; }

    /// <summary>The history to which a line is added for each scenario; none when null.</summary>
    public string? HistoryFile { get; init; }

    /// <summary>What is measured, for the history; the commit that is checked out when null.</summary>
    public string? Commit { get; init; }

    public string Format { get; init; } = Output.FlatFormat.Text;

    /// <summary>What relative paths start from.</summary>
    public string CurrentDirectory { get; init; } = System.Environment.CurrentDirectory;

    /// <summary>The options of one run.</summary>
    public MemoryFlatOptions ForRun()
    {
        var options = new MemoryFlatOptions().Ignore([.. Ignore]);
        if (Budget is not null || Confirm is not null)
        {
            options.Invocations(Budget ?? options.Budget, Confirm);
        }

        if (AllowHeap is { } heap)
        {
            options.AllowHeap(heap);
        }

        if (AllowRss is { } rss)
        {
            options.AllowRss(rss);
        }

        foreach (var variable in Environment)
        {
            var at = variable.IndexOf('=');
            options.Environment(variable[..at], variable[(at + 1)..]);
        }

        return ReportFolder is { } folder ? options.ReportTo(Path.GetFullPath(folder, CurrentDirectory)) : options;
    }
}
