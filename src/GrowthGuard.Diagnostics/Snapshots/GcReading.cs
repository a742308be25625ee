namespace GrowthGuard.Diagnostics;

/// <summary>What the garbage collector knows. Reading it collects nothing, so sizes are those of the last collection.</summary>
public sealed record GcReading
{
    /// <summary>Bytes that objects take now, garbage that is not yet collected included.</summary>
    public required long Allocated { get; init; }

    /// <summary>Bytes of the managed heap after the last collection; 0 before the first.</summary>
    public required long HeapSize { get; init; }

    /// <summary>Bytes that the collector has committed.</summary>
    public required long Committed { get; init; }

    /// <summary>Bytes of the heap that are free between objects.</summary>
    public required long Fragmented { get; init; }

    /// <summary>Bytes that were ever allocated.</summary>
    public required long TotalAllocated { get; init; }

    /// <summary>Seconds that all collections together have stopped the program.</summary>
    public required double PauseSeconds { get; init; }

    /// <summary>The share of the time since the process started that collections have stopped it, from 0 to 1.</summary>
    public required double PauseShare { get; init; }

    /// <summary>Bytes that the collector believes it may use: the memory of the machine, or a limit.</summary>
    public required long Available { get; init; }

    /// <summary>Whether it is the server collector, which keeps a heap per processor.</summary>
    public required bool IsServer { get; init; }

    /// <summary>Generations 0 to 2, the large object heap (<c>loh</c>) and the pinned object heap (<c>poh</c>).</summary>
    public required IReadOnlyList<GenerationReading> Generations { get; init; }
}

/// <summary>One generation of the managed heap after the last collection.</summary>
public sealed record GenerationReading
{
    /// <summary>Its name: <c>gen0</c>, <c>gen1</c>, <c>gen2</c>, <c>loh</c>, <c>poh</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Bytes of it that are free between objects.</summary>
    public required long Fragmented { get; init; }

    /// <summary>How often it was collected; null for <c>loh</c> and <c>poh</c>, which are collected with generation 2.</summary>
    public int? Collections { get; init; }
}
