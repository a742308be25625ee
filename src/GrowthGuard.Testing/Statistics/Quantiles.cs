namespace GrowthGuard.Testing.Statistics;

/// <summary>Quantiles of sorted values.</summary>
internal static class Quantiles
{
    /// <summary>The value in the middle; 0 when there are none.</summary>
    public static double Median(ReadOnlySpan<double> sorted) =>
        sorted.IsEmpty ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>The value in the middle of values in any order; 0 when there are none.</summary>
    public static double MedianOf(IEnumerable<double> values) => Median([.. values.Order()]);

    /// <summary>
    /// The value below which a share of all lies: 0.2 for the lowest fifth. Interpolated as Hyndman and Fan (1996) recommend (their
    /// definition 8).
    /// </summary>
    public static double At(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
        {
            return 0;
        }

        var place = ((sorted.Length + (1 / 3.0)) * share) + (1 / 3.0);
        var below = Math.Clamp((int)place, 1, sorted.Length);
        return below == sorted.Length || place < 1
            ? sorted[below - 1]
            : sorted[below - 1] + ((place - below) * (sorted[below] - sorted[below - 1]));
    }
}
