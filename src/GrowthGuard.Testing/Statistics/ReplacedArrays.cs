using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Statistics;

/// <summary>
/// Arrays that are replaced again and again by others of another length, as a field does that holds the last payload. What they take goes
/// up and down by more than a leak adds, so that neither a leak nor flatness could be proven beside them. But their lengths are known: the
/// rest of memory is judged without them. An array that only grows is none of them, and before the budget is spent none is.
/// </summary>
internal sealed class ReplacedArrays
{
    /// <summary>What is replaced by chance is shorter than before every other time; what grows is never.</summary>
    private const int BatchesPerFall = 4;

    /// <summary>A trend of more than this share of the height may be a leak.</summary>
    private const double AllowedTrend = 0.5;

    /// <summary>The changes of a channel follow the lengths when no more than this share of them, squared, is left.</summary>
    private const double Unexplained = 0.1;

    private readonly int _warmUp;
    private readonly Dictionary<RootSeries, double[]> _lengths;

    public ReplacedArrays(JudgeOptions options, MemorySeries series)
    {
        _warmUp = options.WarmUp;
        var arrays = series.Roots
            .Where(root => root.Root is { StoreType: { } type, IsOfEntries: false } && type.EndsWith(']'))
            .Where(root => FallsOften(root.Values(_warmUp)))
            .ToList();
        var heap = arrays.Count == 0 ? [] : series.Values(MemoryChannel.Heap);
        var candidates = arrays.Where(root => BytesPerElement(heap, root.Values()) > 0).ToList();
        var isLong = series.Samples.Count > options.Length;
        _lengths = candidates.Where(root => isLong && HasNoTrend(root.Values(_warmUp))).ToDictionary(root => root, root => root.Values());
        IsUnclear = candidates.Count > _lengths.Count;
    }

    /// <summary>
    /// Whether there are arrays that may be such, when the run goes on: by chance, what they take seems to fall, and hides a leak.
    /// </summary>
    public bool IsUnclear { get; }

    public IReadOnlyCollection<RootSeries> Roots => _lengths.Keys;

    public bool Contains(RootSeries root) => _lengths.ContainsKey(root);

    /// <summary>The values of a channel, without what follows the lengths of the arrays.</summary>
    /// <param name="series">All that was read.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="from">The first sample.</param>
    public double[] Values(MemorySeries series, MemoryChannel channel, int from = 0)
    {
        if (_lengths.Count == 0 || !channel.IsBytes() || channel.IsExact())
        {
            return series.Values(channel, from);
        }

        var values = series.Values(channel);
        foreach (var lengths in _lengths.Values)
        {
            var bytes = BytesPerElement(values, lengths);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] -= bytes * lengths[i];
            }
        }

        return values[from..];
    }

    private static bool FallsOften(double[] lengths)
    {
        var falls = 0;
        for (var i = 1; i < lengths.Length; i++)
        {
            falls += lengths[i] < lengths[i - 1] ? 1 : 0;
        }

        return falls * BatchesPerFall >= lengths.Length;
    }

    private static bool HasNoTrend(double[] lengths) =>
        Slopes.TheilSen(lengths).High * (lengths.Length - 1) <= (lengths.Max() - lengths.Min()) * AllowedTrend;

    /// <summary>By the changes from batch to batch, which a trend beside them does not change; 0 when they explain little.</summary>
    private double BytesPerElement(double[] values, double[] lengths)
    {
        var (product, ofLengths, ofValues) = (0.0, 0.0, 0.0);
        for (var i = _warmUp + 1; i < values.Length; i++)
        {
            var (value, length) = (values[i] - values[i - 1], lengths[i] - lengths[i - 1]);
            product += value * length;
            ofLengths += length * length;
            ofValues += value * value;
        }

        return product > 0 && ofValues - (product * product / ofLengths) <= ofValues * Unexplained ? product / ofLengths : 0;
    }
}
