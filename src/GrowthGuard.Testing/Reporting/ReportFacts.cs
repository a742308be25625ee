using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Reporting;

/// <summary>What every form of the report says, in the same words.</summary>
internal sealed class ReportFacts(MemoryFlatResult result)
{
    /// <summary>Settings that change what a run shows; a runtime lists many more that say little.</summary>
    private static readonly string[] TellingSettings =
    [
        "GCHeapHardLimit", "GCHeapHardLimitPercent", "GCConserveMemory", "GCgen0size", "GCHeapCount"
    ];

    private const int MaxSlowRoots = 5;

    public string Headline => result.Verdict switch
    {
        Verdict.Flat => $"{result.Scenario}: memory stays flat.",
        Verdict.Leak when result.Cause == GrowthCause.BoundExceeded => $"{result.Scenario}: a store is over its bound.",
        Verdict.Leak when result.Cause == GrowthCause.AllocatorRetention =>
            $"{result.Scenario}: memory grows by {Amounts.Bytes(result.BytesPerInvocation)} per invocation ({result.Cause.InWords()}).",
        Verdict.Leak when result.BytesPerInvocation >= 1 =>
            $"{result.Scenario}: memory leak, {Amounts.Bytes(result.BytesPerInvocation)} per invocation ({result.Cause.InWords()}).",
        Verdict.Leak => $"{result.Scenario}: leak ({result.Cause.InWords()}).",
        Verdict.Decaying => $"{result.Scenario}: not proven flat, memory still grows but slows down.",
        Verdict.Rare => $"{result.Scenario}: not proven flat, memory grows in rare steps.",
        _ => $"{result.Scenario}: not proven flat, memory goes up and down too much.",
    };

    /// <summary>The channels that are always worth a look, and those that decide and are not flat.</summary>
    public IReadOnlyList<ChannelRate> Channels =>
        [
            .. result.Rates.Where(rate => rate.Channel is MemoryChannel.Heap or MemoryChannel.Private ||
                (rate.Allowed is not null && rate.Verdict != Verdict.Flat))
        ];

    /// <summary>How fast a host answered; null for other scenarios, where it says more of the scenario than of a service.</summary>
    public string? Speed => result is { IsHosted: true, Latency: { } latency }
        ? $"{Amounts.Number(latency.PerSecond)} invocations per second; median {Milliseconds(latency.Median)}, "
            + $"95 % within {Milliseconds(latency.Percentile95)}, 99 % within {Milliseconds(latency.Percentile99)}, "
            + $"longest {Milliseconds(latency.Longest)}."
        : null;

    public string? Projected => Projection.Of(result)?.InWords();

    public IEnumerable<string> Next => Advice.For(result);

    /// <summary>Why the leak fails no test; null when it does.</summary>
    public string? Accepted => result.Accepted is { } leak
        ? $"{leak.Reason} ({leak.Place}; up to {Amounts.Number(leak.PerInvocation)} per invocation)"
        : null;

    public string? Fingerprint => Reporting.Fingerprint.Of(result);

    /// <summary>Where and how it was measured.</summary>
    public string Measured
    {
        get
        {
            var environment = result.Environment;
            string[] parts =
            [
                $"{result.Invocations} invocations{(result.Workers > 1 ? $", {result.Workers} at a time," : "")} in {Amounts.Seconds(result.Duration)}",
                environment.IsChildProcess ? "own process" : "process of the test",
                environment.Runtime,
                $"{environment.System} {environment.Architecture}",
                environment.ServerGc ? "server GC" : "workstation GC",
                environment.TieredCompilation ? "tiered compilation" : "tiered compilation off",
                .. environment.GcSettings
                    .Where(setting => TellingSettings.Contains(setting.Key))
                    .Select(setting => $"{setting.Key}={setting.Value}"),
                .. environment.MemoryLimit is { } limit ? new[] { $"container limit {Amounts.Bytes(limit)}" } : [],
                .. result.Failures > 0 ? new[] { $"{result.Failures} invocations threw" } : [],
            ];
            return string.Join(", ", parts);
        }
    }

    public IReadOnlyList<string> Notes => [.. result.Environment.Notes, .. SlowRoots];

    /// <summary>Lines of accepted leaks that are no longer right: to be told of a flat run too.</summary>
    public IEnumerable<string> LeakNotes =>
        result.Environment.Notes.Where(note => note.Contains(": the accepted leak ", StringComparison.Ordinal));

    /// <summary>What a flat run should not keep from its reader.</summary>
    public IEnumerable<string> SlowRoots =>
        result.SlowRoots.Take(MaxSlowRoots)
            .Select(root => $"{root.Root.Name} grows slowly: {Growth(root)}. It has no bound; AllowEntries says how much is allowed.");

    /// <summary>The curve of the judged part in one line. What is allowed over that part is drawn flat.</summary>
    public string Curve(ChannelRate rate)
    {
        var judged = result.Series.Samples
            .Where(sample => sample.Invocations >= result.JudgedFrom)
            .Select(sample => sample[rate.Channel]).ToList();
        return Sparkline.Of(judged, (rate.Allowed ?? 0) * (result.Invocations - result.JudgedFrom));
    }

    private static string Milliseconds(TimeSpan time) => $"{Amounts.Number(time.TotalMilliseconds)} ms";

    public static string Rate(ChannelRate rate) => Amounts.Signed(Amounts.Of(rate.Channel, rate.PerInvocation));

    public static string Interval(ChannelRate rate) => $"{Amounts.Number(rate.Low)} to {Amounts.Number(rate.High)}";

    /// <summary>How a root grew: <c>+1 entries per invocation, 2,000 now</c>.</summary>
    public static string Growth(GrowingRoot root) =>
        $"{Amounts.Signed(Amounts.Number(root.PerInvocation))} {root.Root.Kind.Unit()} per invocation, {Amounts.Number(root.Last)} now"
        + (root.IsOverBound ? $", {Amounts.Number(root.Root.Bound!.Value)} documented" : "");

    /// <summary>How much of the growth a root explains; null when that is not known.</summary>
    public static string? Explains(GrowingRoot root) => root.Share is { } share
        ? $"holds about {Amounts.Bytes(root.Root.EntryBytes)} each, {Amounts.Percent(share)} of the managed growth"
        : null;

    /// <summary>
    /// How something grew that the heap showed: <c>+1 per invocation, 312 B with what they hold, 98 % of the managed growth</c>.
    /// </summary>
    public static string Growth(HeapGrowth held)
    {
        string?[] parts =
        [
            held.CountPerInvocation > 0 ? $"{Amounts.Signed(Amounts.Number(held.CountPerInvocation))} per invocation" : "larger at times",
            held.BytesPerInvocation > 0 ? $"{Amounts.Bytes(held.BytesPerInvocation)} per invocation with what they hold" : null,
            held.Share is { } share ? $"{Amounts.Percent(share)} of the managed growth" : null,
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    /// <summary>The way from the root in one line, or the stack of a thread.</summary>
    public static string Way(HeapGrowth held) => string.Join(held.IsThread ? " ← " : " → ", held.Path);

    /// <summary>What is said where no object of a growing type was among the samples.</summary>
    public const string NothingSeen =
        "No object of a type that grows was among the samples: they are too few, or allocated now and then only.";

    /// <summary>How many of the sampled objects a place allocated: <c>18 of 20 samples</c>.</summary>
    public static string Seen(AllocationSite site) => $"{site.Samples} of {Math.Round(site.Samples / site.Share):0} samples";

    /// <summary>The stack of an allocation in one line.</summary>
    public static string Way(AllocationSite site) => string.Join(" ← ", site.Stack);

    /// <summary>File and line; null when not known.</summary>
    public static string? Place(CensusRoot root) =>
        root.File is null ? null : root.Line is { } line ? $"{Links.ShownPath(root.File)}:{line}" : Links.ShownPath(root.File);

    /// <summary>Where the source can be read: on GitHub in a run of its Actions.</summary>
    public static string? SourcePage(CensusRoot root) =>
        root.File is { } file ? Links.Source(file, root.Line, Environment.GetEnvironmentVariable) : null;

    public static string? RulePage(CensusRoot root) => root.RuleId is { } id ? Links.Rule(id) : null;
}
