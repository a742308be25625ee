namespace GrowthGuard.Testing.Heap.Tests;

/// <summary>Runs of scenarios whose growth no counted store explains, with the package referenced.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task Chain_of_objects_is_named_by_its_field()
    {
        var held = await FirstHeldAsync<LinkedTickets>();

        Assert.Equal("static field GrowthGuard.Testing.Heap.Tests.LinkedTickets._last", held.Holder);
        Assert.Equal("Ticket", held.Type);
        Assert.Equal("Previous (Ticket, linked to others of its kind)", held.Path[^1]);
    }

    [Fact]
    public async Task Objects_that_wait_for_a_task_are_named_by_their_method()
    {
        var held = await FirstHeldAsync<UnfinishedTickets>();

        Assert.Equal("async methods that have not ended", held.Holder);
        Assert.Equal("async UnfinishedTickets.HandleAsync", held.Type);
    }

    [Fact]
    public async Task Threads_are_named_by_what_they_started_with()
    {
        var held = await FirstHeldAsync<TicketThreads>();

        Assert.Equal("threads that started with GrowthGuard.Testing.Heap.Tests.TicketThreads.WaitForStop and have not ended", held.Holder);
    }

    [Fact]
    public async Task Heap_is_left_alone_where_counts_explain_the_growth()
    {
        var result = await RunAsync<ListedTickets>();

        Assert.Equal((Verdict.Leak, "GrowthGuard.Testing.Heap.Tests.ListedTickets.Tickets"), (result.Verdict, result.Roots[0].Root.Name));
        Assert.Null(result.Held);
    }

    [Fact]
    public async Task Place_that_allocates_what_grows_is_named()
    {
        var result = await RunAsync<LinkedTickets>(options => options.SampleAllocations());

        Assert.Equal(Verdict.Leak, result.Verdict);
        Assert.SkipWhen(result.Held is null, "Processes may not be traced here.");
        Assert.True(result.Allocated is { Count: > 0 }, result.ToString());
        var texts = Assert.Single(result.Allocated, site =>
            site.Type == "byte[]" && site.Stack.Contains("GrowthGuard.Testing.Heap.Tests.LinkedTickets.InvokeAsync"));
        Assert.DoesNotContain(texts.Stack, frame => frame.StartsWith("GrowthGuard.Testing.Hosting.", StringComparison.Ordinal));
        Assert.Contains("\nAllocated:\n", result.ToString(), StringComparison.Ordinal);
        Assert.Contains($"  byte[]: {texts.Samples} of ", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_of_a_leak_is_named_in_the_report()
    {
        var result = await RunAsync<ListedTickets>(options => options.KeepDump());

        Assert.Contains($"\nDump: {result.Dump}\n", result.ToString(), StringComparison.Ordinal);
        StuckTests.AssertIsDump(result.Dump);
    }

    [Fact]
    public async Task Flat_run_is_neither_sampled_nor_dumped()
    {
        var result = await RunAsync<NoTickets>(options => options.SampleAllocations().KeepDump());

        Assert.Equal((Verdict.Flat, null), (result.Verdict, result.Dump));
        Assert.Null(result.Allocated);
    }

    private static async Task<HeapGrowth> FirstHeldAsync<TScenario>()
        where TScenario : IMemoryScenario, new()
    {
        var result = await RunAsync<TScenario>();
        Assert.Equal(Verdict.Leak, result.Verdict);
        Assert.SkipWhen(
            result.ToString().Contains("the process cannot be stopped and read", StringComparison.Ordinal),
            "Processes may not be traced here.");
        Assert.True(result.Held is { Count: > 0 }, result.ToString());
        return result.Held[0];
    }

    private static Task<MemoryFlatResult> RunAsync<TScenario>(Action<MemoryFlatOptions>? configure = null)
        where TScenario : IMemoryScenario, new() =>
        MemoryFlat.RunAsync<TScenario>(
            options =>
            {
                options.Invocations(400).ReportTo(Path.Combine(AppContext.BaseDirectory, "reports"));
                configure?.Invoke(options);
            },
            TestContext.Current.CancellationToken);
}
