using GrowthGuard.Census;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Hosting;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Retention;
using GrowthGuard.Testing.Tests.Reporting;

namespace GrowthGuard.Testing.Tests.Retention;

/// <summary>When the heap of a child is read, and what becomes of the verdict.</summary>
public sealed class HeapLookTests
{
    [Fact]
    public async Task Growth_that_nothing_explains_is_looked_at_twice()
    {
        var reader = new Reader();

        var result = await RunAsync(new Subject(), reader);

        Assert.Equal((Verdict.Leak, 2, "static field Shop.Log._last"), (result.Verdict, reader.Looks, result.Held?[0].Holder));
        Assert.Equal((250, true), (reader.Invocations[1] - reader.Invocations[0], result.Invocations == reader.Invocations[0]));
        Assert.Contains("Entry: +1 per invocation", result.ToString());
        Assert.Contains("Next: Look at what adds to static field Shop.Log._last", result.ToString());
        Assert.Equal(
            "heap:Shop.Log._last",
            result.ToString().Split('\n')
                .Single(line => line.StartsWith("Fingerprint: ", StringComparison.Ordinal)).Trim()["Fingerprint: ".Length..]);
    }

    [Fact]
    public async Task Flat_memory_is_left_alone()
    {
        var reader = new Reader();

        var result = await RunAsync(new Subject { BytesPerInvocation = 0 }, reader);

        Assert.Equal((Verdict.Flat, 0), (result.Verdict, reader.Looks));
    }

    [Fact]
    public async Task Growth_that_a_store_explains_is_left_alone()
    {
        var reader = new Reader();

        var result = await RunAsync(new Subject { Store = Results.Lines with { EntryBytes = 100 } }, reader);

        Assert.Equal((Verdict.Leak, 0), (result.Verdict, reader.Looks));
        Assert.Null(result.Held);
    }

    [Fact]
    public async Task Heap_is_left_alone_when_the_test_says_so()
    {
        var reader = new Reader();

        await RunAsync(new Subject(), reader, new MemoryFlatOptions().ReadHeap(false));

        Assert.Equal(0, reader.Looks);
    }

    [Fact]
    public async Task Without_the_package_the_message_says_what_it_would_add()
    {
        var result = await RunAsync(new Subject(), null);

        Assert.Contains("reference the package GrowthGuard.Testing.Heap in the test project", result.ToString());
    }

    [Fact]
    public async Task Heap_that_cannot_be_read_leaves_the_verdict_as_it_is()
    {
        var result = await RunAsync(new Subject(), new Reader { Failure = new InvalidOperationException("tracing is forbidden here.") });

        Assert.Equal(Verdict.Leak, result.Verdict);
        Assert.Contains("The heap was not read: tracing is forbidden here.", result.ToString());
    }

    [Fact]
    public async Task Scenario_that_fails_after_the_verdict_changes_nothing()
    {
        var subject = new Subject { FailsAfterLook = true };

        var result = await RunAsync(subject, new Reader());

        Assert.Equal((Verdict.Leak, false), (result.Verdict, subject.IsFinished));
        Assert.Contains("The heap was not read: order 17 is missing", result.ToString());
    }

    [Fact]
    public async Task Places_that_allocate_are_shown_type_by_type()
    {
        var reader = new Reader
        {
            Samples =
            [
                new("Shop.Log+Entry", ["Shop.Log.Add", "Shop.Api.Post", "GrowthGuard.Testing.Hosting.ScenarioRun.Invoke", "Main"]),
                new("Shop.Log+Entry", ["Shop.Log.Add", "Shop.Api.Put"]),
                new("Shop.Log+Entry", ["Shop.Log.Add", "Shop.Api.Post"]),
                new("System.String", ["Shop.Api.Post"]),
            ]
        };

        var result = await RunAsync(new Subject(), reader, new MemoryFlatOptions().SampleAllocations());

        Assert.Equal(
            [("Log.Entry", 2, "Shop.Log.Add ← Shop.Api.Post"), ("Log.Entry", 1, "Shop.Log.Add ← Shop.Api.Put")],
            result.Allocated!.Select(site => (site.Type, site.Samples, string.Join(" ← ", site.Stack))));
        Assert.Contains("Allocated:\n  Log.Entry: 2 of 3 samples\n    Shop.Log.Add ← Shop.Api.Post", result.ToString());
    }

    [Fact]
    public async Task Nothing_is_sampled_unless_the_test_says_so()
    {
        var result = await RunAsync(new Subject(), new Reader { Samples = [new("Shop.Log+Entry", ["Shop.Log.Add"])] });

        Assert.Null(result.Allocated);
        Assert.DoesNotContain("Allocated:", result.ToString());
    }

    [Fact]
    public async Task Without_the_package_options_that_need_it_say_so()
    {
        var result = await RunAsync(new Subject(), null, new MemoryFlatOptions().SampleAllocations().KeepDump());

        Assert.Equal((null, null), (result.Allocated, result.Dump));
        Assert.Contains("Note: Allocations were not sampled: reference the package GrowthGuard.Testing.Heap", result.ToString());
        Assert.Contains("Note: No dump was kept: reference the package GrowthGuard.Testing.Heap", result.ToString());
    }

    [Fact]
    public async Task Dump_is_beside_the_report()
    {
        using var folder = new TemporaryFolder();

        var result = await RunAsync(new Subject(), new Reader(), new MemoryFlatOptions().KeepDump().ReportTo(folder.Path));

        Assert.Equal(Path.Combine(folder.Path, "Shop.dmp"), result.Dump);
        Assert.Equal("1", await File.ReadAllTextAsync(result.Dump!, TestContext.Current.CancellationToken));
        Assert.Contains($"Dump: {result.Dump}", result.ToString());
    }

    [Fact]
    public async Task Dump_of_an_earlier_leak_goes_when_memory_is_flat()
    {
        using var folder = new TemporaryFolder();
        var options = new MemoryFlatOptions().KeepDump().ReportTo(folder.Path);
        var leak = await RunAsync(new Subject(), new Reader(), options);

        var result = await RunAsync(new Subject { BytesPerInvocation = 0 }, new Reader(), options);

        Assert.Null(result.Dump);
        Assert.False(File.Exists(leak.Dump));
    }

    [Fact]
    public void Stacks_of_a_process_that_hangs_end_where_the_kit_begins()
    {
        var words = ChildStacks.InWords(new Dictionary<string, int>
        {
            ["System.Threading.Monitor.Wait\nShop.Queue.Take\nGrowthGuard.Testing.Hosting.ScenarioRun.Invoke\nMain"] = 1,
            ["Shop.Orders+<HandleAsync>d__3\nShop.Api+<PostAsync>d__1"] = 12,
            ["System.Threading.Thread.Sleep\nSystem.Threading.Thread.Start"] = 3,
            ["GrowthGuard.Testing.Hosting.OrderQueue.Next"] = 1,
        });

        Assert.Equal(
            "Its threads and async methods:\n" +
            "  12 × Shop.Orders.HandleAsync ← Shop.Api.PostAsync\n" +
            "  System.Threading.Monitor.Wait ← Shop.Queue.Take",
            words);
    }

    private static Task<MemoryFlatResult> RunAsync(Subject subject, Reader? reader, MemoryFlatOptions? options = null)
    {
        reader?.Watch(subject);
        return new FlatRun("Shop", options ?? new MemoryFlatOptions(), heap: _ => reader).RunAsync(
            subject,
            TestContext.Current.CancellationToken);
    }

    /// <summary>Sees a chain that is as long as the invocations are many.</summary>
    private sealed class Reader : IHeapReader
    {
        private Subject? _subject;

        public Exception? Failure { get; init; }

        public IReadOnlyDictionary<string, int> Stacks { get; init; } = new Dictionary<string, int>();

        public IReadOnlyList<AllocationSample> Samples { get; init; } = [];

        public List<int> Invocations { get; } = [];

        public int Looks => Invocations.Count;

        public void Watch(Subject subject) => _subject = subject;

        public HeapSnapshot Read(int processId, CancellationToken cancellation)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            Invocations.Add(_subject!.Invocations);
            _subject.IsLookedAt = true;
            var heap = new HeapSnapshot();
            var node = heap.Top.Add("static Shop.Log._last", "Shop.Log+Entry", 100);
            for (var i = 0; i < _subject.Invocations; i++)
            {
                node = node.Add("_previous", "Shop.Log+Entry", 100);
            }

            return heap;
        }

        public IReadOnlyDictionary<string, int> ReadStacks(int processId, CancellationToken cancellation) =>
            Failure is not null ? throw Failure : Stacks;

        public IAllocationSampling SampleAllocations(int processId) => Failure is not null ? throw Failure : new Sampling(this);

        public void WriteDump(int processId, string file)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            File.WriteAllText(file, $"{processId}");
        }

        private sealed class Sampling(Reader reader) : IAllocationSampling
        {
            public IReadOnlyList<AllocationSample> Stop(CancellationToken cancellation) => reader.Samples;

            public void Dispose()
            {
            }
        }
    }

    private sealed class Subject : ISubject
    {
        public int BytesPerInvocation { get; init; } = 100;

        public CensusRoot? Store { get; init; }

        public bool FailsAfterLook { get; init; }

        public bool IsLookedAt { get; set; }

        public bool IsFinished { get; private set; }

        public int Invocations { get; private set; }

        public int? ProcessId => 1;

        public string AssemblyFile => "";

        public IReadOnlyList<string> OutputTail => [];

        public Task<RunEnvironment> StartAsync(CancellationToken cancellation) => Task.FromResult(TestEnvironment.Any);

        public Task<BatchReport> RunAsync(int count, CancellationToken cancellation)
        {
            if (FailsAfterLook && IsLookedAt)
            {
                throw new MemoryRunException(RunFailure.InvocationThrew, "order 17 is missing");
            }

            var isFirst = Invocations == 0 && count == 0;
            Invocations += count;
            var values = Channels.All.Select(channel => channel == MemoryChannel.Heap
                ? 1_000_000 + ((long)Invocations * BytesPerInvocation)
                : Sample.Unknown);
            return Task.FromResult(new BatchReport(
                new Sample(Invocations, [.. values]),
                Store is null ? [] : [Invocations],
                Store is not null && isFirst ? [Store] : [],
                Failures: 0));
        }

        public Task ConfirmAloneAsync(IReadOnlyList<int> grown, CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<CensusRoot>> DescribeAsync(IReadOnlyList<int> roots, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<CensusRoot>>([.. roots.Select(_ => Store!)]);

        public Task<long?> TrimAsync(CancellationToken cancellation) => Task.FromResult<long?>(null);

        public Task FinishAsync(CancellationToken cancellation)
        {
            IsFinished = true;
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
