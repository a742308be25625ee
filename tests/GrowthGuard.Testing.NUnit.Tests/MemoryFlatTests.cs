using GrowthGuard.FrameworkTests;

namespace GrowthGuard.Testing.NUnit.Tests;

public sealed class MemoryFlatTests
{
    [Test]
    public Task Flat_memory_passes() => MemoryFlat.RunAsync<FlatHandler>(options => options.Invocations(200)).ShouldBeFlat();

    [Test]
    public void A_leak_fails_and_names_the_field()
    {
        var failure = Assert.ThrowsAsync<MemoryNotFlatException>(() => MemoryFlat.RunAsync<GrowingHandler>(options => options.Invocations(200)).ShouldBeFlat());

        Assert.That(failure!.Message, Does.Contain("GrowingHandler.Kept"));
    }
}
