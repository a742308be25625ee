namespace GrowthGuard.Testing.Tests.Statistics;

/// <summary>Curves of known shape.</summary>
internal static class Curves
{
    public static double[] Ramp(int length, double slope, double start = 1_000_000) =>
        [.. Enumerable.Range(0, length).Select(i => start + (i * slope))];

    /// <summary>A ramp with scatter that is the same each time.</summary>
    public static double[] Noisy(int length, double slope, double spread)
    {
        var random = new Random(7);
        return [.. Ramp(length, slope).Select(value => value + ((random.NextDouble() - 0.5) * spread))];
    }

    /// <summary>Rises by <paramref name="slope"/> and falls back after each <paramref name="period"/>.</summary>
    public static double[] SawTooth(int length, double slope, int period, int phase = 0) =>
        [.. Enumerable.Range(phase, length).Select(i => 1_000_000 + (i % period * slope))];

    /// <summary>Comes nearer to its end by the same share each time.</summary>
    public static double[] Decaying(int length, double end, double share) =>
        [.. Enumerable.Range(0, length).Select(i => end * (1 - Math.Pow(1 - share, i)))];

    /// <summary>What a buffer takes that holds so much and has grown by a factor each time that it was full.</summary>
    public static double Doubled(double held, double factor = 2, double smallest = 256)
    {
        var capacity = smallest;
        while (capacity < held)
        {
            capacity *= factor;
        }

        return capacity;
    }

    /// <summary>A step of <paramref name="height"/> after each <paramref name="period"/>.</summary>
    public static double[] Steps(int length, double height, int period) =>
        [.. Enumerable.Range(0, length).Select(i => i / period * height)];
}
