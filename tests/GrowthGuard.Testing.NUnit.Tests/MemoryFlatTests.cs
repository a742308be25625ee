using GrowthGuard.FrameworkTests;

namespace GrowthGuard.Testing.NUnit.Tests;

public sealed class MemoryFlatTests
{
    [Test]
    public Task Flat_memory_passes() => MemoryFlat.RunAsync<FlatHandler>(options => options.Invocations(200)).ShouldBeFlat();

    [Test]
    public Task A_leak_fails_and_names_the_field() => Assert.ThatAsync(
        () => MemoryFlat.RunAsync<GrowingHandler>(options => options.Invocations(200)).ShouldBeFlat(),
        Throws.TypeOf<MemoryNotFlatException>().With.Message.Contains("GrowingHandler.Kept"));
}
