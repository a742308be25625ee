using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Tool.History;

/// <summary>
/// Finds where the level of a series changes: the partition with the least squared distance from the means of its parts, in which each
/// further part must earn a penalty (Jackson et al. 2005, Killick et al. 2012).
/// </summary>
internal static class LevelChanges
{
    /// <summary>
    /// Times the logarithm of the length. Of series that are nothing but normal noise, 4 to 200 long, at most one in twenty shows a change.
    /// </summary>
    private const double Penalty = 4;

    /// <summary>The spread of a short series is known badly, and taken for larger: twice that of four values.</summary>
    private const double OfShort = 4;

    /// <summary>With fewer values than that, what one of them does is all that is known of the spread between them.</summary>
    private const int LeastForSpread = 4;

    /// <summary>
    /// The median of normal distances, in standard deviations of one value: the quartile of the normal distribution, times the square root
    /// of 2.
    /// </summary>
    private const double MedianOfDistances = 0.6745 * 1.41421356;

    /// <summary>The places of the first values of new levels, in order.</summary>
    /// <param name="values">The series.</param>
    /// <param name="knownSpread">The standard deviation of a value as it is known from elsewhere; that of the series is taken when it is
    /// larger.</param>
    public static IReadOnlyList<int> In(IReadOnlyList<double> values, double knownSpread)
    {
        var variance = Math.Pow(Math.Max(knownSpread, Spread(values)), 2);
        var penalty = Penalty * Math.Log(Math.Max(2, values.Count));
        var (sums, squares) = (new double[values.Count + 1], new double[values.Count + 1]);
        for (var i = 0; i < values.Count; i++)
        {
            sums[i + 1] = sums[i] + values[i];
            squares[i + 1] = squares[i] + (values[i] * values[i]);
        }

        // The best partition of the first values is made of the best ones of fewer of them and one more part.
        var (best, start) = (new double[values.Count + 1], new int[values.Count + 1]);
        best[0] = -penalty;
        for (var end = 1; end <= values.Count; end++)
        {
            best[end] = double.PositiveInfinity;
            for (var i = 0; i < end; i++)
            {
                var sum = sums[end] - sums[i];
                var cost = best[i] + penalty + ((squares[end] - squares[i] - (sum * sum / (end - i))) / variance);
                (best[end], start[end]) = cost < best[end] ? (cost, i) : (best[end], start[end]);
            }
        }

        var changes = new List<int>();
        for (var i = start[values.Count]; i > 0; i = start[i])
        {
            changes.Insert(0, i);
        }

        return changes;
    }

    /// <summary>
    /// The standard deviation by the distances between neighbours: the few that are between two levels do not move their median.
    /// </summary>
    private static double Spread(IReadOnlyList<double> values)
    {
        if (values.Count < LeastForSpread)
        {
            return 0;
        }

        double[] distances = [.. values.Zip(values.Skip(1), (one, next) => Math.Abs(next - one)).Order()];
        return Quantiles.Median(distances) / MedianOfDistances * (1 + (OfShort / values.Count));
    }
}
