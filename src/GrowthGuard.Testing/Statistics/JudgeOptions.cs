using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Statistics;

/// <summary>How a series is judged. Lengths are in batches, and one sample follows each batch.</summary>
internal sealed record JudgeOptions
{
    /// <summary>Things per invocation that may be added: one in ten invocations.</summary>
    public const double AllowedCount = 0.1;

    /// <summary>Bytes of mapped memory per invocation that may be added: a quarter of a page.</summary>
    public const double AllowedMapped = 1024;

    /// <summary>Bytes of private memory per invocation that must be allowed where more than the scenario changes it.</summary>
    public const double RestlessPrivate = 2048;

    /// <summary>A run goes on for so many times its length while a store with a documented bound fills up.</summary>
    private const int LongestFill = 10;

    /// <summary>Invocations per batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Batches at the start that are not judged.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Batches over which flatness must be proven.</summary>
    public required int Window { get; init; }

    /// <summary>Batches within which flatness must be proven before memory is under suspicion.</summary>
    public required int Budget { get; init; }

    /// <summary>Batches that follow to confirm a suspicion.</summary>
    public required int Confirmation { get; init; }

    /// <summary>The channels that decide, with the growth per invocation that each is allowed.</summary>
    public required IReadOnlyDictionary<MemoryChannel, double> Allowed { get; init; }

    /// <summary>Batches before which no run is called flat.</summary>
    public int Least { get; init; }

    /// <summary>Entries per invocation that a store may grow by.</summary>
    public double AllowedEntries { get; init; } = AllowedCount;

    /// <summary>Entries per invocation from which on a store that grows is listed, when the run is flat all the same.</summary>
    public double ListedEntries { get; init; } = double.PositiveInfinity;

    /// <summary>Stores that may fill up, besides those whose bound is documented.</summary>
    public IReadOnlyList<ExpectedBound> ExpectedBounds { get; init; } = [];

    /// <summary>Batches after which a run without a proof ends.</summary>
    public int Length => Budget + Confirmation;

    /// <summary>Batches after which a run ends, even when a store still fills.</summary>
    public int Most => Length * LongestFill;

    /// <summary>The options of a run.</summary>
    /// <param name="options">What the user set.</param>
    /// <param name="environment">Where it is measured: not every system's own figures have a part in the decision.</param>
    public static JudgeOptions Of(MemoryFlatOptions options, RunEnvironment environment)
    {
        var allowed = new Dictionary<MemoryChannel, double> { [MemoryChannel.Heap] = options.AllowedHeap };
        if (environment.SystemIsProven)
        {
            allowed[MemoryChannel.Private] = environment.IsRestless
                ? Math.Max(RestlessPrivate, options.AllowedPrivate)
                : options.AllowedPrivate;
            allowed[MemoryChannel.NativeInUse] = options.AllowedPrivate;
            allowed[MemoryChannel.Mapped] = Math.Max(AllowedMapped, options.AllowedPrivate);
            allowed[MemoryChannel.Threads] = AllowedCount;
            allowed[MemoryChannel.Handles] = AllowedCount;
            allowed[MemoryChannel.Timers] = AllowedCount;
            allowed[MemoryChannel.Assemblies] = AllowedCount;
        }

        var budget = Batches(options.Budget);
        return new JudgeOptions
        {
            Batch = options.BatchSize,
            WarmUp = Batches(options.WarmUpInvocations),
            Window = Math.Max(4, budget / 2),
            Budget = budget,
            Confirmation = Batches(options.Confirmation),
            Allowed = allowed,
            Least = Batches(options.Least),
            AllowedEntries = options.AllowedEntries,
            ListedEntries = options.ListedEntries,
            ExpectedBounds = options.ExpectedBounds,
        };

        int Batches(int invocations) => (invocations + options.BatchSize - 1) / options.BatchSize;
    }
}
