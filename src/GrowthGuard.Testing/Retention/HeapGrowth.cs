namespace GrowthGuard.Testing;

/// <summary>Objects whose number grew between two looks at the heap, and what holds them.</summary>
public sealed record HeapGrowth
{
    /// <summary>The type of the objects, without namespaces.</summary>
    public required string Type { get; init; }

    /// <summary>What holds them, in words: <c>static field Shop.Registry.Current</c>, <c>running timers</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>The way from the root to the objects, or the stack of threads from the method that waits outwards.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>How many more there are after each invocation.</summary>
    public required double CountPerInvocation { get; init; }

    /// <summary>The bytes that they and what they hold take, per invocation.</summary>
    public required double BytesPerInvocation { get; init; }

    /// <summary>The share of the managed growth that they explain, from 0 to 1; null when that is not known.</summary>
    public double? Share { get; init; }

    /// <summary>What to do about it, in one sentence; null when the way from the root says enough.</summary>
    public string? Advice { get; init; }

    /// <summary>Whether it is about threads, whose path is a stack.</summary>
    public bool IsThread { get; init; }

    /// <summary>The name of the root, which is the same in each run.</summary>
    internal string Root { get; init; } = "";

    /// <summary>The types of what the objects hold, as the runtime writes them.</summary>
    internal IReadOnlySet<string> Contents { get; init; } = new HashSet<string>();
}
