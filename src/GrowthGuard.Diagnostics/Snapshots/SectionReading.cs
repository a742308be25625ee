namespace GrowthGuard.Diagnostics;

/// <summary>A group of counters.</summary>
public sealed record SectionReading
{
    /// <summary>Its name, which no other section beside it has.</summary>
    public required string Name { get; init; }

    /// <summary>Who filled it.</summary>
    public required SectionSource Source { get; init; }

    /// <summary>Its counters, each name once.</summary>
    public required IReadOnlyList<CounterReading> Counters { get; init; }

    /// <summary>
    /// What is missing here, and why: the census found no store, or could not read what it found. Names of types and of exceptions only.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The sections in it.</summary>
    public IReadOnlyList<SectionReading> Sections { get; init; } = [];
}

/// <summary>Who filled a section.</summary>
public enum SectionSource
{
    /// <summary>The program: its counters were registered by name.</summary>
    App,

    /// <summary>The census: stores of static fields.</summary>
    Statics,

    /// <summary>The census: stores in singletons of the service provider.</summary>
    Singletons,

    /// <summary>The census: what the runtime keeps, such as timers, threads and assemblies.</summary>
    Runtime,
}
