namespace GrowthGuard.Diagnostics;

/// <summary>The count of one store.</summary>
public sealed record CounterReading
{
    /// <summary>Its name in its section; may be any text.</summary>
    public required string Name { get; init; }

    /// <summary>What sort of thing is counted.</summary>
    public required CounterKind Kind { get; init; }

    /// <summary>Whether the count is right, and if not, why.</summary>
    public required CounterState State { get; init; }

    /// <summary>The count; null when it could not be read.</summary>
    public long? Count { get; init; }

    /// <summary>The largest count that is documented; null when no number is.</summary>
    public long? Bound { get; init; }

    /// <summary>The count divided by the bound: 1 is full, more is past the bound. Null when either is.</summary>
    public double? Utilization => Count is { } count && Bound is > 0 and var bound ? (double)count / bound : null;

    /// <summary>What is documented besides a number, or why no bound is needed; null when nothing is.</summary>
    public string? BoundReason { get; init; }

    /// <summary>Whether it is documented that it may grow without a bound.</summary>
    public bool IsUnbounded { get; init; }

    /// <summary>The type of the store, as C# writes it; null when it is not known.</summary>
    public string? StoreType { get; init; }

    /// <summary>
    /// The documentation id of the field or property that is the store, as <c>F:Shop.PriceCache._prices</c>; null when there is none.
    /// </summary>
    public string? Symbol { get; init; }

    /// <summary>The rule of the analyzers that finds this kind of growth in the code, as <c>GG1001</c>; null when there is none.</summary>
    public string? RuleId { get; init; }

    /// <summary>
    /// The type of the exception that the counter threw; null when it threw none. Messages may hold data, and are not kept.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>
    /// How long it took to count, in milliseconds, or has taken so far when it has not come to an end. Null for what is read together
    /// with others.
    /// </summary>
    public double? DurationMs { get; init; }
}

/// <summary>What sort of thing is counted.</summary>
public enum CounterKind
{
    /// <summary>A number of the program's own.</summary>
    Number,

    /// <summary>Entries of a collection or an array.</summary>
    Collection,

    /// <summary>Handlers of an event or another delegate.</summary>
    Event,

    /// <summary>Entries of a cache.</summary>
    Cache,

    /// <summary>Items that wait in a channel or a queue.</summary>
    Channel,

    /// <summary>Characters of a string builder.</summary>
    Text,

    /// <summary>Bytes or elements of a stream or writer in memory.</summary>
    Buffer,

    /// <summary>Callbacks registered with a cancellation token, or objects that a scope will dispose.</summary>
    Registrations,

    /// <summary>Timers that are running.</summary>
    Timers,

    /// <summary>Assemblies that are loaded.</summary>
    Assemblies,

    /// <summary>Threads.</summary>
    Threads,

    /// <summary>Open handles or file descriptors.</summary>
    Handles,

    /// <summary>Connections or the handlers that own them.</summary>
    Connections,

    /// <summary>Rows of a database.</summary>
    Rows,
}

/// <summary>Whether a count is right, and if not, why.</summary>
public enum CounterState
{
    /// <summary>It was counted.</summary>
    Ok,

    /// <summary>It was counted, but took longer than a counter should.</summary>
    Slow,

    /// <summary>The counter threw an exception; there is no count.</summary>
    Failed,

    /// <summary>
    /// The counter did not come to an end in its time, now or in an earlier snapshot. It is not called again before it does.
    /// </summary>
    TimedOut,

    /// <summary>Other counters had used up the time of the snapshot.</summary>
    Skipped,
}
