using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Tests.Statistics;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(new double[0], 0)]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 1.0, 3.0 }, 2)]
    [InlineData(new[] { 1.0, 2.0, 9.0 }, 2)]
    public void Median_is_the_middle(double[] sorted, double median) => Assert.Equal(median, Quantiles.Median(sorted));

    /// <summary>As R's quantile(1:10, share, type = 8).</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.05, 1)]
    [InlineData(0.2, 2.4)]
    [InlineData(0.5, 5.5)]
    [InlineData(0.9, 9.6333)]
    [InlineData(1, 10)]
    public void Quantile_is_interpolated(double share, double expected) =>
        Assert.Equal(expected, Quantiles.At([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], share), tolerance: 0.001);

    [Fact]
    public void Quantile_of_one_value_is_that_value() => Assert.Equal(4, Quantiles.At([4], 0.2));
}
