using GrowthGuard.Testing.Reporting;

namespace GrowthGuard.Testing.Tests.Reporting;

public sealed class UntilThenTests
{
    [Fact]
    public void What_grew_before_a_crash_is_told()
    {
        var failure = new MemoryRunException(RunFailure.Crashed, "It is gone.") { Series = Results.Leak().Series };

        Assert.Equal(
            "It is gone.\nUntil then, over 2000 invocations: managed heap 977 KB to 1.19 MB, private memory 8.58 MB to 8.82 MB, "
            + "Shop.AuditLog.Lines 0 to 2,000 entries.",
            failure.Message);
    }

    [Fact]
    public void Run_that_never_began_has_nothing_to_tell() =>
        Assert.Equal("It is gone.", new MemoryRunException(RunFailure.Start, "It is gone.").Message);

    [Fact]
    public void First_reading_alone_tells_nothing()
    {
        var series = new MemorySeries();
        series.Add(Results.Leak().Series.Samples[0], []);

        Assert.Equal("It is gone.", new MemoryRunException(RunFailure.Crashed, "It is gone.") { Series = series }.Message);
    }
}
