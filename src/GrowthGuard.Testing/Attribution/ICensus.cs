namespace GrowthGuard.Testing.Attribution;

/// <summary>
/// Counts the entries of the stores of a process. Runs inside the measured process, after each batch: it must leave as little garbage
/// as it can, hold no store alive, and never throw.
/// </summary>
internal interface ICensus
{
    /// <summary>The roots that were found so far. The list only grows, and a root keeps its place.</summary>
    IReadOnlyList<CensusRoot> Roots { get; }

    /// <summary>Counts now.</summary>
    /// <returns>One count per root, in the order of <see cref="Roots"/>; valid until the next call.</returns>
    ReadOnlySpan<long> Take();
}
