using GrowthGuard.FrameworkTests;

namespace GrowthGuard.Testing.XunitV2.Tests;

public sealed class MemoryFlatTests
{
    [Fact]
    public Task Flat_memory_passes() => MemoryFlat.RunAsync<FlatHandler>(options => options.Invocations(200)).ShouldBeFlat();

    [Fact]
    public async Task A_leak_fails_and_names_the_field()
    {
        var failure = await Assert.ThrowsAsync<MemoryNotFlatException>(() => MemoryFlat
            .RunAsync<GrowingHandler>(options => options.Invocations(200)).ShouldBeFlat());

        Assert.Contains("GrowingHandler.Kept", failure.Message);
    }
}
