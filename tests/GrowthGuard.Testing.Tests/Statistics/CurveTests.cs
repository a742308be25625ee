using GrowthGuard.Testing.Statistics;

namespace GrowthGuard.Testing.Tests.Statistics;

public sealed class CurveTests
{
    /// <summary>16 bytes in each of 25 invocations.</summary>
    private const double Allowed = 400;

    [Fact]
    public void Constant_is_flat() => Assert.Equal(Verdict.Flat, JudgedCurve.Verdict(Curves.Ramp(41, 0), Allowed));

    [Fact]
    public void Growth_below_what_is_allowed_is_flat() => Assert.Equal(Verdict.Flat, JudgedCurve.Verdict(Curves.Ramp(41, 399), Allowed));

    [Fact]
    public void Growth_beyond_what_is_allowed_is_a_leak() => Assert.Equal(Verdict.Leak, JudgedCurve.Verdict(Curves.Ramp(41, 401), Allowed));

    [Fact]
    public void Shrinking_is_flat() => Assert.Equal(Verdict.Flat, JudgedCurve.Verdict(Curves.Ramp(41, -5000), Allowed));

    [Theory]
    [InlineData(300)]
    [InlineData(5000)]
    public void Scatter_alone_is_no_leak(double spread) =>
        Assert.NotEqual(Verdict.Leak, JudgedCurve.Verdict(Curves.Noisy(41, 0, spread), Allowed));

    [Fact]
    public void Leak_shows_through_scatter() => Assert.Equal(Verdict.Leak, JudgedCurve.Verdict(Curves.Noisy(41, 600, 1000), Allowed));

    [Fact]
    public void Leak_survives_a_step_down_near_the_end()
    {
        var values = Curves.Ramp(41, 600);
        for (var i = 38; i < values.Length; i++)
        {
            values[i] -= 15_000;
        }

        Assert.Equal(Verdict.Leak, JudgedCurve.Verdict(values, Allowed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(39)]
    public void One_step_is_no_leak(int at)
    {
        var values = Curves.Ramp(41, 0);
        for (var i = at; i < values.Length; i++)
        {
            values[i] += 100_000;
        }

        Assert.NotEqual(Verdict.Leak, JudgedCurve.Verdict(values, Allowed));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(17)]
    public void Saw_tooth_is_flat(int period)
    {
        for (var phase = 0; phase < period; phase++)
        {
            Assert.Equal(Verdict.Flat, JudgedCurve.Verdict(Curves.SawTooth(41, 5000, period, phase), Allowed));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(17)]
    public void Saw_tooth_that_rises_is_not_flat(int period)
    {
        for (var phase = 0; phase < period; phase++)
        {
            var values = Curves.SawTooth(41, 5000, period, phase).Zip(Curves.Ramp(41, 800), (tooth, leak) => tooth + leak).ToArray();

            Assert.NotEqual(Verdict.Flat, JudgedCurve.Verdict(values, Allowed));
        }
    }

    [Fact]
    public void Filling_cache_is_decaying() =>
        Assert.Equal(Verdict.Decaying, JudgedCurve.Verdict(Curves.Decaying(41, 200_000, 0.05), Allowed));

    [Fact]
    public void Plateau_of_a_filling_cache_is_its_end() =>
        Assert.Equal(200_000, new Curve(Curves.Decaying(41, 200_000, 0.05), Allowed).Plateau, tolerance: 6000);

    [Fact]
    public void Plateau_of_a_line_is_infinite() => Assert.Equal(double.PositiveInfinity, new Curve(Curves.Ramp(41, 600), Allowed).Plateau);

    [Fact]
    public void Steps_in_every_fourth_batch_are_a_leak() =>
        Assert.Equal(Verdict.Leak, JudgedCurve.Verdict(Curves.Steps(41, 10_240, 4), Allowed));

    [Fact]
    public void Steps_in_every_twelfth_batch_are_rare() =>
        Assert.Equal(Verdict.Rare, JudgedCurve.Verdict(Curves.Steps(41, 10_240, 12), Allowed));

    [Fact]
    public void Ups_and_downs_that_end_higher_are_noisy()
    {
        var values = Curves.Noisy(41, 100, 200_000);
        values[^1] = values.Max() + 100_000;

        Assert.Equal(Verdict.Noisy, JudgedCurve.Verdict(values, Allowed));
    }
}
