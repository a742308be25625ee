using System.Globalization;

namespace GrowthGuard.Diagnostics.Cost;

/// <summary>Measures how long a snapshot takes, by what it says of itself.</summary>
internal static class SnapshotTime
{
    private const int Warmup = 50;
    private const int Measured = 1000;

    public static Outcome Check()
    {
        using var census = Stores.Census();
        for (var i = 0; i < Warmup; i++)
        {
            census.TakeSnapshot();
        }

        var times = new double[Measured];
        for (var i = 0; i < Measured; i++)
        {
            times[i] = census.TakeSnapshot().DurationMs;
        }

        Array.Sort(times);
        var (median, late) = (times[Measured / 2], times[Measured * 99 / 100]);

        // The promise is of what a snapshot takes, not of what else a busy machine does meanwhile.
        return new Outcome(
            median < 5,
            string.Create(CultureInfo.InvariantCulture, $"median {median:0.00} ms, 99 % within {late:0.00} ms, of {Measured}"));
    }
}
