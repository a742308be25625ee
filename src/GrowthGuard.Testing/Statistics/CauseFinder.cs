using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Statistics;

/// <summary>Says what kind of thing grows. Only a decision makes slopes worth to be explained: on flat curves they are noise.</summary>
internal sealed class CauseFinder(
    JudgeOptions options,
    MemorySeries series,
    Decision decision,
    IReadOnlyList<ChannelRate> rates,
    long? trimmed)
{
    /// <summary>Private memory beyond this much of what the managed heap takes is native.</summary>
    private const double ManagedOverhead = 1.5;

    /// <summary>A thing in every other invocation, and the bytes that grow beside it are its own.</summary>
    private const double ThingsPerInvocation = 0.5;

    /// <summary>Less than this, and memory that an allocator or a collection gives back is not worth a word.</summary>
    private const long NotableBytes = 2 * 1024 * 1024;

    /// <summary>
    /// Counted first: a thread takes some 19 KB of private memory and an assembly as much, which by bytes alone would be called native.
    /// </summary>
    private static readonly (MemoryChannel Channel, GrowthCause Cause)[] Things =
    [
        (MemoryChannel.Threads, GrowthCause.Threads),
        (MemoryChannel.Assemblies, GrowthCause.Assemblies),
        (MemoryChannel.Timers, GrowthCause.Timers),
        (MemoryChannel.Handles, GrowthCause.Handles),
    ];

    public GrowthCause Find() => decision switch
    {
        { Verdict: Verdict.Flat } => OfFlat(),
        { OverBound: not null } => GrowthCause.BoundExceeded,
        { Verdict: Verdict.Decaying } => GrowthCause.FillingCache,
        _ => OfGrowth(),
    };

    private GrowthCause OfFlat()
    {
        if (trimmed >= NotableBytes)
        {
            return GrowthCause.AllocatorRetention;
        }

        if (Last(MemoryChannel.PrivateUncollected) - Last(MemoryChannel.Private) >= NotableBytes)
        {
            return GrowthCause.GarbageCollectionLag;
        }

        var warmUp = Math.Max(GrowthUntilJudged(MemoryChannel.Heap), GrowthUntilJudged(MemoryChannel.Private));
        return warmUp >= NotableBytes ? GrowthCause.WarmUp : GrowthCause.None;
    }

    private GrowthCause OfGrowth()
    {
        foreach (var (channel, cause) in Things)
        {
            if (Rate(channel) is { } rate &&
                (rate.PerInvocation >= ThingsPerInvocation || (rate.Allowed is not null && rate.Verdict == Verdict.Leak)))
            {
                return cause;
            }
        }

        var heap = Excess(MemoryChannel.Heap);
        var inPrivate = Excess(MemoryChannel.Private);
        if (Excess(MemoryChannel.Mapped) > heap + inPrivate)
        {
            return GrowthCause.MappedMemory;
        }

        var native = Excess(MemoryChannel.NativeInUse);
        if (heap > 0)
        {
            return Math.Max(inPrivate, heap + native) > heap * ManagedOverhead ? GrowthCause.ManagedAndNative : GrowthCause.Managed;
        }

        if (native > 0 || inPrivate > 0)
        {
            return native == 0 && IsRetained() ? GrowthCause.AllocatorRetention : GrowthCause.Native;
        }

        // What is left is found by counting entries, which are managed.
        return GrowthCause.Managed;
    }

    /// <summary>
    /// Whether private memory grew by what the allocator keeps: what is in use did not grow with it, and the growth can be given back. What
    /// can be given back alone says nothing: start-up may have freed it.
    /// </summary>
    private bool IsRetained()
    {
        var grown = GrowthSinceJudged(MemoryChannel.Private);
        return series.Has(MemoryChannel.NativeInUse) && GrowthSinceJudged(MemoryChannel.NativeInUse) < grown / 2 && trimmed >= grown / 2;
    }

    /// <summary>The rate of a channel that grows beyond what is allowed; 0 of one that does not.</summary>
    private double Excess(MemoryChannel channel)
    {
        if (Rate(channel) is not { Verdict: not Verdict.Flat } rate)
        {
            return 0;
        }

        var perInvocation = Math.Max(rate.PerInvocation, MeanRate(channel));
        return perInvocation > (rate.Allowed ?? JudgeOptions.AllowedMapped) ? perInvocation : 0;
    }

    /// <summary>From end to end: growth in rare steps has no median slope.</summary>
    private double MeanRate(MemoryChannel channel) =>
        (double)GrowthSinceJudged(channel) / Math.Max(1, (series.Samples.Count - 1 - decision.From) * options.Batch);

    private ChannelRate? Rate(MemoryChannel channel) => rates.FirstOrDefault(rate => rate.Channel == channel);

    private long Last(MemoryChannel channel) => series.Samples[^1][channel];

    private long GrowthSinceJudged(MemoryChannel channel) => Last(channel) - series.Samples[decision.From][channel];

    private long GrowthUntilJudged(MemoryChannel channel) => series.Samples[decision.From][channel] - series.Samples[0][channel];
}
