using GrowthGuard.Census;
using GrowthGuard.Testing.Hosting;
using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Hosting;

/// <summary>When a run is made again.</summary>
public sealed class FlatRunTests
{
    private const long Megabyte = 1 << 20;

    private static long Still(int invocations) => Megabyte;

    private static long Noise(int invocations) =>
        Megabyte + (invocations / 25 % 7 * 30_000) + (invocations / 25 % 5 * 20_000) + (invocations * 40L);

    private static long Steps(int invocations) => Megabyte + (invocations / 300 * 50_000);

    private static long Leak(int invocations) => Megabyte + (invocations * 100L);

    private static long Filling(int invocations) => Megabyte + (long)(200_000 * (1 - Math.Exp(-invocations / 1500.0)));

    [Fact]
    public async Task Run_that_chance_disturbed_is_made_again()
    {
        var (result, runs) = await RunAsync(Noise, Still);

        Assert.Equal((Verdict.Flat, 2), (result.Verdict, runs));
        Assert.Contains(
            result.Environment.Notes,
            note => note.StartsWith("A run before this one came to no verdict (Noisy): ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invocation_takes_what_it_takes_in_most_batches()
    {
        var (result, _) = await RunAsync(Still);

        Assert.Equal(TimeSpan.FromMicroseconds(40), result.InvocationTime);
    }

    [Fact]
    public async Task Leak_behind_chance_is_found()
    {
        var (result, runs) = await RunAsync(Steps, Leak);

        Assert.Equal((Verdict.Leak, 2), (result.Verdict, runs));
    }

    [Fact]
    public async Task Chance_that_goes_on_is_no_proof()
    {
        var (result, runs) = await RunAsync(Noise, Noise, Still);

        Assert.Equal((Verdict.Noisy, 2), (result.Verdict, runs));
    }

    [Fact]
    public async Task Leak_is_not_asked_twice()
    {
        var (result, runs) = await RunAsync(Leak, Still);

        Assert.Equal((Verdict.Leak, 1), (result.Verdict, runs));
        Assert.Empty(result.Environment.Notes);
    }

    [Fact]
    public async Task Filling_cache_is_not_asked_twice()
    {
        var (result, runs) = await RunAsync(Filling, Still);

        Assert.Equal((Verdict.Decaying, 1), (result.Verdict, runs));
    }

    [Fact]
    public async Task Flat_memory_is_not_asked_twice()
    {
        var (result, runs) = await RunAsync(Still, Leak);

        Assert.Equal((Verdict.Flat, 1), (result.Verdict, runs));
    }

    [Fact]
    public async Task Run_that_cannot_be_made_again_is_not()
    {
        var subject = new ScriptedSubject(Noise);

        var result = await new FlatRun("Shop", new MemoryFlatOptions()).RunAsync(subject, TestContext.Current.CancellationToken);

        Assert.Equal((Verdict.Noisy, true), (result.Verdict, subject.IsEnded));
    }

    [Fact]
    public async Task Last_words_of_the_process_are_in_the_result()
    {
        var result = await new FlatRun("Shop", new MemoryFlatOptions()).RunAsync(
            new ScriptedSubject(Still),
            TestContext.Current.CancellationToken);

        Assert.Equal(["ended"], result.OutputTail);
    }

    [Fact]
    public async Task Accepted_leak_is_read_from_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("leaks.txt");
        await File.WriteAllTextAsync(file, "Shop: heap:Shop = 100  # known\n", TestContext.Current.CancellationToken);

        var result = await new FlatRun("Shop", new MemoryFlatOptions().AcceptLeaks(file)).RunAsync(
            new ScriptedSubject(Leak),
            TestContext.Current.CancellationToken);

        Assert.Equal((Verdict.Leak, "known"), (result.Verdict, result.Accepted?.Reason));
    }

    private static async Task<(MemoryFlatResult Result, int Runs)> RunAsync(params Func<int, long>[] heaps)
    {
        var subjects = heaps.Select(heap => new ScriptedSubject(heap)).ToList();
        var next = 1;

        var result = await new FlatRun("Shop", new MemoryFlatOptions()).RunAsync(
            subjects[0],
            TestContext.Current.CancellationToken,
            () => subjects[next++]);

        Assert.All(subjects.Take(next), subject => Assert.True(subject.IsEnded));
        return (result, next);
    }

    /// <summary>A process whose managed heap is a function of the number of invocations.</summary>
    private sealed class ScriptedSubject(Func<int, long> heap) : ISubject
    {
        private int _invocations;

        public bool IsEnded { get; private set; }

        public int? ProcessId => null;

        public string AssemblyFile => "";

        public IReadOnlyList<string> OutputTail => IsEnded ? ["ended"] : [];

        public Task<RunEnvironment> StartAsync(CancellationToken cancellation) => Task.FromResult(TestEnvironment.Any);

        public Task<BatchReport> RunAsync(int count, CancellationToken cancellation)
        {
            _invocations += count;
            var values = Channels.All.Select(channel => channel == MemoryChannel.Heap ? heap(_invocations) : Sample.Unknown);
            return Task.FromResult(new BatchReport(
                new Sample(_invocations, [.. values]),
                [],
                [],
                Failures: 0)
                {
                    Elapsed = count * (_invocations % 250 == 0 ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMicroseconds(40))
                });
        }

        public Task ConfirmAloneAsync(IReadOnlyList<int> grown, CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<CensusRoot>> DescribeAsync(IReadOnlyList<int> roots, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<CensusRoot>>([]);

        public Task<long?> TrimAsync(CancellationToken cancellation) => Task.FromResult<long?>(null);

        public Task FinishAsync(CancellationToken cancellation) => Task.CompletedTask;

        public ValueTask DisposeAsync()
        {
            IsEnded = true;
            return ValueTask.CompletedTask;
        }
    }
}
