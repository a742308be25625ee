using GrowthGuard.FrameworkTests;

namespace GrowthGuard.Testing.Tests;

public sealed class MemoryFlatFactTests
{
    [MemoryFlatFact(typeof(FlatHandler), Invocations = 200)]
    public void Runs_the_scenario()
    {
    }

    [Fact]
    public void A_leak_fails_with_the_report()
    {
        var attribute = new MemoryFlatFactAttribute(typeof(GrowingHandler))
        {
            Invocations = 200,
            Confirm = 100,
            AllowHeap = 20,
            AllowRss = 500
        };

        var failure = Assert.Throws<MemoryNotFlatException>(() => attribute.Before(null!, null!));

        Assert.Contains("GrowingHandler.Kept", failure.Message);
        Assert.True(failure.Result.Invocations <= 400, $"{failure.Result.Invocations} invocations");
    }

    [Fact]
    public void Options_reach_the_run()
    {
        var attribute = new MemoryFlatFactAttribute(typeof(GrowingHandler))
        {
            Invocations = 200,
            AllowHeap = 500,
            AllowRss = 5000,
            Ignore = ["*.Kept"]
        };

        attribute.Before(null!, null!);
    }
}
