using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Reporting;

/// <summary>What growth at the measured rate comes to.</summary>
internal sealed class Projection
{
    /// <summary>The rate that a daily figure is given for; a user scales it easily.</summary>
    public const double InvocationsPerDay = 1_000_000;

    // What a small function is given.
    private const long UsualLimit = 256L * 1024 * 1024;

    private Projection(double bytesPerInvocation, long limit, bool isLimitKnown, long used)
    {
        BytesPerDay = bytesPerInvocation * InvocationsPerDay;
        Limit = limit;
        IsLimitKnown = isLimitKnown;
        InvocationsLeft = Math.Max(0, (long)((limit - used) / bytesPerInvocation));
    }

    public double BytesPerDay { get; }

    /// <summary>The memory limit in bytes: that of the run, or of a small container when none is known.</summary>
    public long Limit { get; }

    public bool IsLimitKnown { get; }

    /// <summary>How many more invocations it takes until resident memory reaches the limit.</summary>
    public long InvocationsLeft { get; }

    /// <summary>Null unless bytes are proven to grow.</summary>
    public static Projection? Of(MemoryFlatResult result)
    {
        if (result.Verdict != Verdict.Leak || result.BytesPerInvocation < 1)
        {
            return null;
        }

        var used = result.Series.Of(result.Series.Has(MemoryChannel.Resident) ? MemoryChannel.Resident : MemoryChannel.Heap).Last();
        return new Projection(result.BytesPerInvocation, result.MemoryLimit ?? UsualLimit, result.MemoryLimit is not null, used);
    }

    public string InWords() =>
        $"at {Amounts.Number(InvocationsPerDay)} invocations a day it grows by {Amounts.Bytes(BytesPerDay)} a day; "
        + $"{(IsLimitKnown ? "the limit" : "a container")} of {Amounts.Bytes(Limit)} is reached after {Amounts.Number(InvocationsLeft)} more invocations.";
}
