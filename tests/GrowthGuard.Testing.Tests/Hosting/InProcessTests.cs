using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Hosting;

[Collection(nameof(AloneInProcess))]
public sealed class InProcessTests
{
    [Fact]
    public void Flat_delegate_is_flat()
    {
        var calls = 0;
        var result = MemoryFlat.InProcess(() => calls++);

        Assert.Equal((Verdict.Flat, result.Invocations), (result.Verdict, calls));
        Assert.False(result.Environment.IsChildProcess);
        Assert.Contains(result.Environment.Notes, note => note.Contains("in the process of the test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_captured_may_leak()
    {
        var kept = new List<byte[]>();
        var result = await MemoryFlat.InProcessAsync(
            _ =>
            {
                kept.Add(new byte[1000]);
                return ValueTask.CompletedTask;
            },
            cancellation: TestContext.Current.CancellationToken);

        Assert.Equal((Verdict.Leak, GrowthCause.Managed), (result.Verdict, result.Cause));
        Assert.Equal($"{typeof(InProcessTests).FullName}.{nameof(What_is_captured_may_leak)}.kept", result.Roots[0].Root.Name);
        Assert.Equal(1032, result.RateOf(MemoryChannel.Heap)!.PerInvocation, tolerance: 300);
        Assert.Null(result.RateOf(MemoryChannel.Private)?.Allowed);
    }

    [Fact]
    public void What_an_object_holds_whose_method_is_invoked_may_leak()
    {
        var handler = new HeldHandler();
        var result = MemoryFlat.InProcess(handler.Handle);

        Assert.Equal((Verdict.Leak, $"{typeof(HeldHandler).FullName}._seen"), (result.Verdict, result.Roots[0].Root.Name));
    }

    [Fact]
    public async Task Delegate_that_throws_is_told()
    {
        var failure = await Assert.ThrowsAsync<MemoryRunException>(() => MemoryFlat.InProcessAsync(
            _ => throw new InvalidOperationException("bad"),
            cancellation: TestContext.Current.CancellationToken));

        Assert.Equal(RunFailure.InvocationThrew, failure.Failure);
        Assert.Contains("Invocation 0 threw", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_is_refused_while_others_work()
    {
        using var end = new CancellationTokenSource();
        var token = end.Token;
        var started = new TaskCompletionSource();

        // More of them than processors, so that on a busy machine one always runs.
        var others = Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => Task.Run(
            () =>
            {
                while (!token.IsCancellationRequested)
                {
                    GC.KeepAlive(new byte[10_000]);
                    started.TrySetResult();
                }
            },
            token)).ToList();
        await started.Task;

        var failure = await Assert.ThrowsAsync<MemoryRunException>(() => MemoryFlat.InProcessAsync(
            _ => ValueTask.CompletedTask,
            cancellation: TestContext.Current.CancellationToken));
        await end.CancelAsync();
        await Task.WhenAll(others);

        Assert.Equal(RunFailure.NotAlone, failure.Failure);
        Assert.Contains("DisableParallelization", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>As little as a runner allocates that writes down the results of other tests.</summary>
    [Fact]
    public async Task Growth_that_goes_on_while_the_scenario_stands_still_is_not_called_a_leak()
    {
        using var end = new CancellationTokenSource();
        var token = end.Token;
        var results = new List<byte[]>();
        var other = new Thread(() =>
        {
            while (!token.WaitHandle.WaitOne(1))
            {
                results.Add(new byte[1000]);
            }
        });
        other.Start();

        var failure = await Assert.ThrowsAsync<MemoryRunException>(() => MemoryFlat.InProcessAsync(
            _ =>
            {
                Thread.SpinWait(20_000);
                return ValueTask.CompletedTask;
            },
            cancellation: TestContext.Current.CancellationToken));
        await end.CancelAsync();
        other.Join();

        Assert.Equal(RunFailure.NotAlone, failure.Failure);
        Assert.Contains("while the scenario stood still", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_waits_for_work_that_comes_to_an_end()
    {
        var started = new TaskCompletionSource();
        var other = Task.Run(
            () =>
            {
                for (var i = 0; i < 20_000; i++)
                {
                    GC.KeepAlive(new byte[10_000]);
                    started.TrySetResult();
                }
            },
            TestContext.Current.CancellationToken);
        await started.Task;

        var result = await MemoryFlat.InProcessAsync(_ => ValueTask.CompletedTask, cancellation: TestContext.Current.CancellationToken);
        await other;

        Assert.Equal(Verdict.Flat, result.Verdict);
    }

    [Fact]
    public async Task What_the_kit_keeps_of_each_sample_is_not_measured()
    {
        var result = await MemoryFlat.InProcessAsync(
            _ => ValueTask.CompletedTask,
            options => options.AllowHeap(8),
            TestContext.Current.CancellationToken);

        Assert.Equal(Verdict.Flat, result.Verdict);
        Assert.NotEmpty(result.Series.Roots);
    }

    [Fact]
    public async Task Runs_wait_for_each_other()
    {
        var results = await Task.WhenAll(Enumerable
            .Range(0, 3)
            .Select(_ => MemoryFlat.InProcessAsync(_ => ValueTask.CompletedTask, cancellation: TestContext.Current.CancellationToken)));

        Assert.All(results, result => Assert.Equal(Verdict.Flat, result.Verdict));
    }
}
