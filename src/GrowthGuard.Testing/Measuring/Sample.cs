namespace GrowthGuard.Testing;

/// <summary>What was read after one batch.</summary>
/// <param name="invocations">How many invocations had been made, from the first on.</param>
/// <param name="values">One value per channel, in the order of <see cref="MemoryChannel"/>.</param>
public sealed class Sample(int invocations, IReadOnlyList<long> values)
{
    /// <summary>The value of a channel that the system does not have.</summary>
    public const long Unknown = -1;

    /// <summary>How many invocations had been made, from the first on.</summary>
    public int Invocations { get; } = invocations;

    /// <summary>The value of a channel, or <see cref="Unknown"/>.</summary>
    public long this[MemoryChannel channel] => values[(int)channel];
}
