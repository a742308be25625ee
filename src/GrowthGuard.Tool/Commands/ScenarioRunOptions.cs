using GrowthGuard.Testing;

namespace GrowthGuard.Tool.Commands;

/// <summary>How scenarios are run and judged.</summary>
internal sealed record ScenarioRunOptions
{
    public int? Budget { get; init; }

    public int? Confirm { get; init; }

    public double? AllowHeap { get; init; }

    public double? AllowRss { get; init; }

    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Environment variables, as <c>NAME=VALUE</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

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

        return options;
    }
}
