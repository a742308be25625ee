using GrowthGuard.Testing;

namespace GrowthGuard.FrameworkTests;

public sealed class MemoryFlatTests
{
    [MemoryFlatFact(typeof(FlatHandler), Invocations = 200)]
    public void Flat_memory_passes()
    {
    }

    [Fact]
    public async Task A_leak_fails_and_names_the_field()
    {
        var failure = await Assert.ThrowsAsync<MemoryNotFlatException>(
            () => MemoryFlat
                .RunAsync<GrowingHandler>(options => options.Invocations(200), TestContext.Current.CancellationToken).ShouldBeFlat());

        Assert.Contains("GrowingHandler.Kept", failure.Message);
    }
}
