namespace GrowthGuard.Testing.Statistics;

/// <summary>Slopes of a series that was read at equal distances, in units per distance.</summary>
internal static class Slopes
{
    /// <summary>
    /// How far apart the ends of a local slope are: near enough to survive one step, far enough to average over a batch or two.
    /// </summary>
    private const int NearestPair = 4;

    private const int FarthestPair = 10;

    /// <summary>The normal distribution has 95 % of its weight within so many standard deviations.</summary>
    private const double Normal95 = 1.959964;

    /// <summary>The median of the slopes of all pairs, with its 95 % confidence interval (Theil 1950, Sen 1968).</summary>
    public static Slope TheilSen(ReadOnlySpan<double> values)
    {
        var slopes = Of(values, 1, values.Length - 1);
        if (slopes.Length == 0)
        {
            return default;
        }

        double n = values.Length;
        var spread = Normal95 * Math.Sqrt(n * (n - 1) * ((2 * n) + 5) / 18);
        var low = (int)Math.Round((slopes.Length - spread) / 2);
        var high = (int)Math.Round((slopes.Length + spread) / 2) + 1;
        return new Slope(Quantiles.Median(slopes), slopes[Math.Max(low, 1) - 1], slopes[Math.Min(high, slopes.Length) - 1]);
    }

    /// <summary>The slopes of all pairs that are near to each other, sorted. One step in the series changes few of them.</summary>
    public static double[] Local(ReadOnlySpan<double> values) => Of(values, Math.Min(NearestPair, values.Length - 1), FarthestPair);

    /// <summary>The median of what each batch added, with its 95 % confidence interval by order statistics.</summary>
    public static Slope MedianOfBatches(ReadOnlySpan<double> values)
    {
        var added = BatchByBatch(values);
        if (added.Length == 0)
        {
            return default;
        }

        var spread = Normal95 * Math.Sqrt(added.Length) / 2;
        var low = (int)Math.Floor((added.Length / 2.0) - spread);
        var high = (int)Math.Ceiling((added.Length / 2.0) + spread);
        return new Slope(Quantiles.Median(added), added[Math.Max(low, 0)], added[Math.Min(high, added.Length - 1)]);
    }

    /// <summary>What each batch added, sorted.</summary>
    public static double[] BatchByBatch(ReadOnlySpan<double> values) => Of(values, 1, 1);

    private static double[] Of(ReadOnlySpan<double> values, int nearest, int farthest)
    {
        var slopes = new List<double>();
        for (var distance = Math.Max(nearest, 1); distance <= farthest && distance < values.Length; distance++)
        {
            for (var i = distance; i < values.Length; i++)
            {
                slopes.Add((values[i] - values[i - distance]) / distance);
            }
        }

        slopes.Sort();
        return [.. slopes];
    }
}
