using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Statistics;

/// <summary>The verdict on the values of one channel or root.</summary>
internal static class JudgedCurve
{
    /// <param name="values">The values, one per batch.</param>
    /// <param name="allowed">The growth per batch that is allowed.</param>
    /// <param name="isExact">Whether the values are free of chance.</param>
    public static Verdict Verdict(double[] values, double allowed, bool isExact = false)
    {
        var curve = new Curve(values, allowed, isExact);
        return curve.IsProvenToGrow ? Testing.Verdict.Leak
            : curve.IsProvenFlat || curve.IsProvenSawTooth ? Testing.Verdict.Flat
            : curve.Undecided;
    }

    /// <summary>The values of a channel from a sample on.</summary>
    public static double[] Values(this MemorySeries series, MemoryChannel channel, int from = 0)
    {
        var values = new double[series.Samples.Count - from];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = series.Samples[from + i][channel];
        }

        return values;
    }

    /// <summary>The counts of a root from a sample on.</summary>
    public static double[] Values(this RootSeries root, int from = 0)
    {
        var values = new double[root.Counts.Count - from];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = root.Counts[from + i];
        }

        return values;
    }
}
