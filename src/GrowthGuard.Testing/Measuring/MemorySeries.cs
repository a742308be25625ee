using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;

namespace GrowthGuard.Testing;

/// <summary>All that was read in one run: a sample per batch, and the counts of the roots.</summary>
public sealed class MemorySeries
{
    /// <summary>
    /// Room for so many samples from the start: in the process of the test, a series that grows would be a part of what it measures.
    /// </summary>
    internal const int UsualLength = 256;

    private readonly List<Sample> _samples = new(UsualLength);
    private readonly List<RootSeries> _roots = [];

    /// <summary>The samples, one per batch, in order.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>The roots that were counted, each with one count per sample.</summary>
    public IReadOnlyList<RootSeries> Roots => _roots;

    /// <summary>The values of one channel, one per sample.</summary>
    public IEnumerable<long> Of(MemoryChannel channel) => _samples.Select(sample => sample[channel]);

    /// <summary>Whether the system has this channel.</summary>
    public bool Has(MemoryChannel channel) => _samples.Count > 0 && _samples[0][channel] != Sample.Unknown;

    /// <summary>Adds what was read after a batch.</summary>
    /// <param name="sample">The values of the channels.</param>
    /// <param name="counts">The counts of the roots, in the order of <see cref="Roots"/>; roots that are missing at the end count as
    /// empty.</param>
    internal void Add(Sample sample, ReadOnlySpan<long> counts)
    {
        _samples.Add(sample);
        for (var i = 0; i < _roots.Count; i++)
        {
            _roots[i].Add(i < counts.Length ? counts[i] : 0);
        }
    }

    /// <summary>Adds a root that was found; it counts as empty in the samples so far.</summary>
    internal void Add(CensusRoot root) => _roots.Add(new RootSeries(root, _samples.Count));
}
