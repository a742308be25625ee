namespace GrowthGuard.Testing.Heap.Tests;

/// <summary>What the message says of a child that does not go on.</summary>
public sealed class StuckTests
{
    [Fact]
    public async Task Hang_shows_the_stack_of_the_thread_that_waits()
    {
        var failure = await FailureAsync<BlockedTickets>();

        Assert.Equal(RunFailure.Hang, failure.Failure);
        Assert.Contains("\nIts threads and async methods:\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains(
            " ← GrowthGuard.Testing.Heap.Tests.BlockedTickets.TakeTurn ← GrowthGuard.Testing.Heap.Tests.BlockedTickets.InvokeAsync\n",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hang_shows_the_async_methods_that_wait()
    {
        var failure = await FailureAsync<AwaitingTickets>();

        Assert.Equal(RunFailure.Hang, failure.Failure);
        Assert.Contains(
            "\n  GrowthGuard.Testing.Heap.Tests.AwaitingTickets.HandleAsync ← " +
            "GrowthGuard.Testing.Heap.Tests.AwaitingTickets.InvokeAsync\n",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_is_kept_of_a_hang()
    {
        var failure = await FailureAsync<BlockedTickets>(keepsDump: true);

        AssertIsDump(failure.Dump);
        Assert.EndsWith($"\nDump: {failure.Dump}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_is_kept_of_a_crash()
    {
        var failure = await FailureAsync<CrashingTickets>(keepsDump: true);

        Assert.Equal(RunFailure.Crashed, failure.Failure);
        AssertIsDump(failure.Dump);
    }

    [Fact]
    public async Task No_dump_is_kept_where_nobody_wants_one()
    {
        var failure = await FailureAsync<CrashingTickets>();

        Assert.Null(failure.Dump);
        Assert.DoesNotContain("Dump: ", failure.Message, StringComparison.Ordinal);
    }

    internal static void AssertIsDump(string? file)
    {
        Assert.NotNull(file);
        Assert.True(new FileInfo(file).Length > 1_000_000, file);
        File.Delete(file);
    }

    private static async Task<MemoryRunException> FailureAsync<TScenario>(bool keepsDump = false)
        where TScenario : IMemoryScenario, new()
    {
        return await Assert.ThrowsAsync<MemoryRunException>(() => MemoryFlat.RunAsync<TScenario>(
            run =>
            {
                run.TimeLimit(TimeSpan.FromMinutes(5), batch: TimeSpan.FromSeconds(10))
                    .ReportTo(Path.Combine(AppContext.BaseDirectory, "stuck"));
                _ = keepsDump ? run.KeepDump() : run;
            },
            TestContext.Current.CancellationToken));
    }
}
