namespace GrowthGuard.Testing;

/// <summary>Where and how a run was made: what a number must be seen with.</summary>
public sealed record RunEnvironment
{
    /// <summary>The runtime, as <c>.NET 10.0.1</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>The operating system.</summary>
    public required string System { get; init; }

    /// <summary>The architecture of the process, as <c>X64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Processors that the process may use.</summary>
    public required int Processors { get; init; }

    /// <summary>Whether the run had a process of its own.</summary>
    public required bool IsChildProcess { get; init; }

    /// <summary>Whether code is compiled again when it runs often; in a child process it is off.</summary>
    public required bool TieredCompilation { get; init; }

    /// <summary>Whether the garbage collector is that of servers.</summary>
    public required bool ServerGc { get; init; }

    /// <summary>Settings of the garbage collector that are not at their default, by name.</summary>
    public IReadOnlyDictionary<string, string> GcSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether private memory moves by itself: code that is compiled again, and a collector per core, take up to 2 KB per invocation.
    /// </summary>
    internal bool IsRestless => TieredCompilation || ServerGc;

    /// <summary>The memory limit of the container, in bytes; null when there is none.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The mode of transparent huge pages, as <c>madvise</c>; null where there are none.</summary>
    public string? TransparentHugePages { get; init; }

    /// <summary>
    /// Whether the figures of the operating system decide; elsewhere than on Linux, and in the process of the test, they are only shown.
    /// </summary>
    public bool SystemIsProven { get; init; }

    /// <summary>
    /// What a reader of the numbers should know: an unoptimised build, resident memory that is only advisory, and the like.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
