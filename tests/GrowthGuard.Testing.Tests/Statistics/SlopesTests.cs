using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Tests.Statistics;

public sealed class SlopesTests
{
    [Fact]
    public void Slope_of_a_line_is_exact_and_certain() => Assert.Equal(new Slope(3, 3, 3), Slopes.TheilSen(Curves.Ramp(21, 3)));

    [Fact]
    public void Slope_ignores_an_outlier()
    {
        var values = Curves.Ramp(21, 3);
        values[10] += 1_000_000;

        Assert.Equal(3, Slopes.TheilSen(values).Value);
    }

    /// <summary>
    /// Worked by hand after Sen (1968): the ten slopes of five values, of which the interval takes the first and the last.
    /// </summary>
    [Fact]
    public void Interval_follows_from_the_rank_correlation()
    {
        var slope = Slopes.TheilSen([1, 3, 4, 8, 9]);

        // 1 1 1.5 2 2 2 2.33 2.5 2.5 4 in order of size; 1.96 * sqrt(5 * 4 * 15 / 18) = 8.0, so ranks 1 and 10.
        Assert.Equal(new Slope(2, 1, 4), slope);
    }

    [Fact]
    public void Interval_is_wider_when_values_scatter()
    {
        var calm = Slopes.TheilSen(Curves.Noisy(21, 3, spread: 1));
        var wild = Slopes.TheilSen(Curves.Noisy(21, 3, spread: 30));

        Assert.InRange(3, calm.Low, calm.High);
        Assert.True(wild.High - wild.Low > 5 * (calm.High - calm.Low));
    }

    /// <summary>Worked by hand: 1 2 4 1 in order are 1 1 2 4; 1.96 * sqrt(4) / 2 = 1.96, so the first and the last.</summary>
    [Fact]
    public void Median_of_batches_does_not_see_a_fall()
    {
        Assert.Equal(new Slope(1.5, 1, 4), Slopes.MedianOfBatches([0, 1, 3, 7, 8]));
        Assert.Equal(3, Slopes.MedianOfBatches([.. Curves.Ramp(21, 3), .. Curves.Ramp(21, 3)]).Value);
    }

    [Fact]
    public void One_value_has_no_slope() =>
        Assert.Equal((default, default), (Slopes.TheilSen([5]), Slopes.MedianOfBatches([5])));

    [Fact]
    public void Local_slopes_survive_a_step()
    {
        var values = Curves.Ramp(41, 3);
        for (var i = 20; i < values.Length; i++)
        {
            values[i] -= 1000;
        }

        Assert.Equal(3, Slopes.Local(values)[^(Slopes.Local(values).Length / 4)]);
    }
}
