using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Statistics;

public sealed class CauseFinderTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public void Nothing() => Assert.Equal(GrowthCause.None, new SeriesBuilder().Result(trimmed: 1000).Cause);

    [Fact]
    public void Managed() => Assert.Equal(GrowthCause.Managed, Growing((MemoryChannel.Heap, 100), (MemoryChannel.Private, 110)).Cause);

    [Fact]
    public void Managed_when_only_the_count_of_a_store_grows() =>
        Assert.Equal(GrowthCause.Managed, new SeriesBuilder().With("Shop.Seen", invocations => invocations).Result().Cause);

    [Fact]
    public void Managed_when_the_system_has_no_private_memory() =>
        Assert.Equal(GrowthCause.Managed, Growing((MemoryChannel.Heap, 100)).Cause);

    [Fact]
    public void Native() => Assert.Equal(GrowthCause.Native, Growing((MemoryChannel.Private, 272)).Cause);

    [Fact]
    public void Managed_and_native() =>
        Assert.Equal(GrowthCause.ManagedAndNative, Growing((MemoryChannel.Heap, 100), (MemoryChannel.Private, 1000)).Cause);

    [Fact]
    public void Mapped_memory_whose_managed_part_is_small() =>
        Assert.Equal(
            GrowthCause.MappedMemory,
            Growing((MemoryChannel.Heap, 144), (MemoryChannel.Private, 144), (MemoryChannel.Mapped, 65_536)).Cause);

    [Theory]
    [InlineData(MemoryChannel.Threads, GrowthCause.Threads)]
    [InlineData(MemoryChannel.Assemblies, GrowthCause.Assemblies)]
    [InlineData(MemoryChannel.Timers, GrowthCause.Timers)]
    [InlineData(MemoryChannel.Handles, GrowthCause.Handles)]
    public void Things_are_named_before_the_bytes_they_take(MemoryChannel channel, GrowthCause cause) =>
        Assert.Equal(cause, Growing((channel, 1), (MemoryChannel.Private, 19_000), (MemoryChannel.Heap, 90)).Cause);

    [Fact]
    public void Few_things_beside_many_bytes_are_not_named() =>
        Assert.Equal(GrowthCause.Native, Growing((MemoryChannel.Handles, 0.05), (MemoryChannel.Private, 19_000)).Cause);

    [Fact]
    public void Retention_when_the_allocator_gives_back_what_had_grown_and_nothing_more_is_in_use()
    {
        var result = Retaining(invocations => invocations * 1000).With(MemoryChannel.NativeInUse, _ => Megabyte).Result(trimmed: Megabyte);

        Assert.Equal((Verdict.Leak, GrowthCause.AllocatorRetention), (result.Verdict, result.Cause));
        Assert.StartsWith(
            "Test: memory grows by 1,000 B per invocation (freed memory that the allocator keeps).",
            result.ToString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("no leak", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Native_when_what_start_up_freed_can_be_given_back_but_what_is_in_use_grows()
    {
        var result = Retaining(_ => 5_000_000)
            .With(MemoryChannel.NativeInUse, invocations => invocations * 272).Result(trimmed: 8 * Megabyte);

        Assert.Equal((Verdict.Leak, GrowthCause.Native), (result.Verdict, result.Cause));
        Assert.StartsWith(
            "Test: memory leak, 272 B per invocation (memory outside the managed heap).",
            result.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Native_when_nobody_can_say_what_is_in_use() =>
        Assert.Equal(GrowthCause.Native, Retaining(invocations => invocations * 1000).Result(trimmed: Megabyte).Cause);

    [Fact]
    public void Retention_of_a_flat_run() =>
        Assert.Equal(GrowthCause.AllocatorRetention, new SeriesBuilder().Result(trimmed: 3 * Megabyte).Cause);

    [Fact]
    public void Late_collection_of_a_flat_run() =>
        Assert.Equal(
            GrowthCause.GarbageCollectionLag,
            new SeriesBuilder().With(MemoryChannel.PrivateUncollected, _ => 5_000_000 + (20 * Megabyte)).Result().Cause);

    [Fact]
    public void Warm_up_of_a_flat_run() =>
        Assert.Equal(
            GrowthCause.WarmUp,
            new SeriesBuilder().With(MemoryChannel.Heap, invocations => Math.Min(invocations, 100) * 40_000).Result().Cause);

    private static SeriesBuilder Retaining(Func<int, double> privateMemory) =>
        new SeriesBuilder().With(MemoryChannel.Private, privateMemory);

    private static MemoryFlatResult Growing(params (MemoryChannel Channel, double PerInvocation)[] channels)
    {
        var builder = new SeriesBuilder().With(MemoryChannel.Private, _ => Sample.Unknown);
        foreach (var (channel, perInvocation) in channels)
        {
            builder.With(channel, invocations => invocations * perInvocation);
        }

        var result = builder.Result();
        Assert.Equal(Verdict.Leak, result.Verdict);
        return result;
    }
}
