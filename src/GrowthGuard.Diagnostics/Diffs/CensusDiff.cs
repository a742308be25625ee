using System.Text.Json;

namespace GrowthGuard.Diagnostics;

/// <summary>
/// What changed between two snapshots of a process, what grew most first. Its JSON form is described by
/// <c>docs/schemas/census-diff-1.schema.json</c>; as <c>GrowthGuard.census.json</c> it is evidence for the analyzers.
/// </summary>
public sealed record CensusDiff
{
    /// <summary>The version of the form. It changes when a reader of the form before would misread this one.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the form of this diff.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The earlier snapshot.</summary>
    public required SnapshotMoment Before { get; init; }

    /// <summary>The later snapshot.</summary>
    public required SnapshotMoment After { get; init; }

    /// <summary>Whether both are of one process. Between two processes, differences say how they differ, not how one grew.</summary>
    public required bool IsSameProcess { get; init; }

    /// <summary>Seconds between the two.</summary>
    public required double Seconds { get; init; }

    /// <summary>HTTP requests between the two; null when that is not known.</summary>
    public long? Requests { get; init; }

    /// <summary>Invocations of a handler between the two; null when that is not known.</summary>
    public long? Invocations { get; init; }

    /// <summary>Figures of the process and the garbage collector, in bytes, in the order of the snapshot.</summary>
    public required IReadOnlyList<MemoryChange> Memory { get; init; }

    /// <summary>
    /// The counters of both snapshots: those past their bound first, then by how much they grew, then those that did not.
    /// </summary>
    public required IReadOnlyList<CounterChange> Counters { get; init; }

    /// <summary>Compares two snapshots.</summary>
    /// <exception cref="ArgumentException">The second was taken before the first.</exception>
    public static CensusDiff Between(CensusSnapshot before, CensusSnapshot after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var elapsed = after.TakenAt - before.TakenAt;
        if (elapsed < TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"The second snapshot, of {after.TakenAt:O}, is earlier than the first, of {before.TakenAt:O}.",
                nameof(after));
        }

        var isSame = before.App.ProcessId == after.App.ProcessId && before.App.StartedAt == after.App.StartedAt;
        var work = new WorkDone(
            elapsed.TotalSeconds,
            isSame ? after.App.Requests - (before.App.Requests ?? 0) : null,
            isSame ? after.App.Invocations - (before.App.Invocations ?? 0) : null);
        return new CensusDiff
        {
            Before = SnapshotMoment.Of(before),
            After = SnapshotMoment.Of(after),
            IsSameProcess = isSame,
            Seconds = work.Seconds,
            Requests = work.Requests,
            Invocations = work.Invocations,
            Memory = MemoryChanges.Between(before, after, work),
            Counters = CounterChanges.Between(before, after, work),
        };
    }

    /// <summary>The JSON form, as UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SnapshotJson.Default.CensusDiff);
}

/// <summary>Which program was seen, and when.</summary>
public sealed record SnapshotMoment
{
    /// <summary>When the snapshot was taken, in universal time.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The name of the program.</summary>
    public required string App { get; init; }

    /// <summary>Its informational version; null when it has none.</summary>
    public string? BuildVersion { get; init; }

    /// <summary>The id of the process.</summary>
    public required int ProcessId { get; init; }

    internal static SnapshotMoment Of(CensusSnapshot snapshot) => new()
    {
        TakenAt = snapshot.TakenAt,
        App = snapshot.App.Name,
        BuildVersion = snapshot.App.BuildVersion,
        ProcessId = snapshot.App.ProcessId,
    };
}

/// <summary>How a figure of memory changed.</summary>
public sealed record MemoryChange
{
    /// <summary>The name of the figure, as in the snapshot: <c>rss</c>, <c>heapSize</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes before.</summary>
    public required long Before { get; init; }

    /// <summary>Bytes after.</summary>
    public required long After { get; init; }

    /// <summary>Bytes more; negative when it shrank.</summary>
    public long Delta => After - Before;

    /// <summary>Bytes more per hour; null when no time has passed.</summary>
    public double? PerHour { get; init; }

    /// <summary>Bytes more per HTTP request; null when there was none.</summary>
    public double? PerRequest { get; init; }

    /// <summary>Bytes more per invocation; null when there was none.</summary>
    public double? PerInvocation { get; init; }
}

/// <summary>How a counter changed.</summary>
public sealed record CounterChange
{
    /// <summary>The names of the sections that lead to it, the outermost first.</summary>
    public required IReadOnlyList<string> Section { get; init; }

    /// <summary>Its name in the last of them.</summary>
    public required string Name { get; init; }

    /// <summary>What sort of thing is counted.</summary>
    public required CounterKind Kind { get; init; }

    /// <summary>The count before; null when there was none, or no such counter.</summary>
    public long? Before { get; init; }

    /// <summary>The count after; null when there was none, or no such counter.</summary>
    public long? After { get; init; }

    /// <summary>How many more; negative when it shrank, null when either count is missing.</summary>
    public long? Delta => After - Before;

    /// <summary>How many more per hour; null when no time has passed.</summary>
    public double? PerHour { get; init; }

    /// <summary>How many more per HTTP request; null when there was none.</summary>
    public double? PerRequest { get; init; }

    /// <summary>How many more per invocation; null when there was none.</summary>
    public double? PerInvocation { get; init; }

    /// <summary>The largest count that is documented; null when no number is.</summary>
    public long? Bound { get; init; }

    /// <summary>Whether it holds more than its bound now.</summary>
    public bool IsOverBound => Bound is { } bound && After > bound;

    /// <summary>Whether it is documented that it may grow without a bound.</summary>
    public bool IsUnbounded { get; init; }

    /// <summary>The type of the store, as C# writes it; null when it is not known.</summary>
    public string? StoreType { get; init; }

    /// <summary>The documentation id of the field, property or event that is the store; null when there is none.</summary>
    public string? Symbol { get; init; }

    /// <summary>The rule of the analyzers that finds this kind of growth in the code; null when there is none.</summary>
    public string? RuleId { get; init; }
}
