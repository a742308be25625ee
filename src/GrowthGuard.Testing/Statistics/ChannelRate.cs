using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing;

/// <summary>How fast one channel grew over the judged part of a run.</summary>
public sealed record ChannelRate
{
    /// <summary>What was measured.</summary>
    public required MemoryChannel Channel { get; init; }

    /// <summary>Growth per invocation: bytes, or things for a channel that counts.</summary>
    public required double PerInvocation { get; init; }

    /// <summary>The lower end of the 95 % confidence interval of <see cref="PerInvocation"/>.</summary>
    public required double Low { get; init; }

    /// <summary>The upper end of the 95 % confidence interval of <see cref="PerInvocation"/>.</summary>
    public required double High { get; init; }

    /// <summary>The growth per invocation that is allowed; null when the channel has no part in the decision.</summary>
    public double? Allowed { get; init; }

    /// <summary>What this channel alone says.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// Whether it grows in steps of doubling size, as a buffer does that doubles when it is full. The rate is then known within a factor of
    /// two.
    /// </summary>
    public bool GrowsInDoublingSteps { get; init; }

    /// <summary>Where growth that slows down will end, in the channel's unit: only for <see cref="Verdict.Decaying"/>.</summary>
    public double? Plateau { get; init; }
}
