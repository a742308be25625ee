using GrowthGuard.FrameworkTests;

[assembly: DoNotParallelize]

namespace GrowthGuard.Testing.MSTest.Tests;

[TestClass]
public sealed class MemoryFlatTests
{
    [TestMethod]
    public Task Flat_memory_passes() => MemoryFlat.RunAsync<FlatHandler>(options => options.Invocations(200)).ShouldBeFlat();

    [TestMethod]
    public async Task A_leak_fails_and_names_the_field()
    {
        var failure = await Assert.ThrowsExactlyAsync<MemoryNotFlatException>(() => MemoryFlat
            .RunAsync<GrowingHandler>(options => options.Invocations(200)).ShouldBeFlat());

        StringAssert.Contains(failure.Message, "GrowingHandler.Kept");
    }
}
