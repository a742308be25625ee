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

    /// <summary>
    /// Finds out what costs too much to find out for each root: its place in the source, the size of an entry, what the entries are, and
    /// whether it is another root by another name. To be called once, after the last measurement.
    /// </summary>
    /// <param name="roots">Places in <see cref="Roots"/>, of those that grew.</param>
    /// <returns>The same roots, in the same order, with what was found.</returns>
    IReadOnlyList<CensusRoot> Describe(IReadOnlyList<int> roots);
}
