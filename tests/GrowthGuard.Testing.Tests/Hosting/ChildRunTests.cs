using GrowthGuard.Testing.Measuring;

namespace GrowthGuard.Testing.Tests.Hosting;

public sealed class ChildRunTests
{
#pragma warning disable GG1001 // Leaks on purpose.
    private static readonly List<string> Lines = [];
#pragma warning restore GG1001

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flat_scenario_is_flat()
    {
        var result = await MemoryFlat.RunAsync<FlatScenario>(cancellation: Cancellation);

        Assert.Equal((Verdict.Flat, typeof(FlatScenario).FullName), (result.Verdict, result.Scenario));
        result.ShouldBeFlat();
    }

    [Fact]
    public async Task Leaking_scenario_leaks_and_names_the_field()
    {
        var result = await MemoryFlat.RunAsync<LeakingScenario>(cancellation: Cancellation);

        Assert.Equal((Verdict.Leak, GrowthCause.Managed), (result.Verdict, result.Cause));
        Assert.Equal(1, result.Roots[0].PerInvocation, tolerance: 0.01);
        Assert.EndsWith($"{nameof(LeakingScenario)}.Kept", result.Roots[0].Root.Name, StringComparison.Ordinal);
        // What the runtime allocates beside it on a busy machine is a few bytes of an invocation.
        Assert.Equal(128, result.RateOf(MemoryChannel.Heap)!.PerInvocation, tolerance: 12);
    }

    /// <summary>Four bytes in an invocation, which no byte channel sees between two steps.</summary>
    [Fact]
    public async Task Fields_of_the_scenario_are_looked_into()
    {
        var result = await MemoryFlat.RunAsync<HoldingScenario>(cancellation: Cancellation);

        Assert.Equal((Verdict.Leak, GrowthCause.Managed), (result.Verdict, result.Cause));
        Assert.Equal($"{typeof(HoldingScenario).FullName}._handler._seen", result.Roots[0].Root.Name);
        Assert.Equal("GG1008", result.Roots[0].Root.RuleId);
    }

    [Fact]
    public async Task Wrapper_that_fills_up_to_its_bound_is_flat()
    {
        var result = await MemoryFlat.RunAsync<BoundedWrapperScenario>(cancellation: Cancellation);

        result.ShouldBeFlat();
        Assert.InRange(result.Invocations, 3000, int.MaxValue);
    }

    [Fact]
    public async Task Wrapper_that_is_expected_to_fill_is_flat()
    {
        var result = await MemoryFlat.RunAsync<PlainWrapperScenario>(
            options => options.ExpectBounded(() => PlainWrapperScenario.Plain, 3000),
            Cancellation);

        result.ShouldBeFlat();
    }

    [Fact]
    public async Task Wrapper_over_its_bound_fails_at_once()
    {
        var result = await MemoryFlat.RunAsync<PlainWrapperScenario>(
            options => options.ExpectBounded(() => PlainWrapperScenario.Plain, 100),
            Cancellation);

        Assert.Equal((Verdict.Leak, GrowthCause.BoundExceeded, 125), (result.Verdict, result.Cause, result.Invocations));
    }

    [Fact]
    public async Task Bound_that_fits_no_store_is_an_error()
    {
        var failure = await Assert.ThrowsAsync<MemoryRunException>(() => MemoryFlat.RunAsync<BoundedWrapperScenario>(
            options => options.ExpectBounded("Shop.Prices.Bounded", 100),
            Cancellation));

        Assert.Equal(RunFailure.Setup, failure.Failure);
        Assert.Contains("'Shop.Prices.Bounded'", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{typeof(BoundedWrapperScenario).FullName}.Bounded._entries", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Static_constructors_are_left_to_the_program()
    {
        var result = await MemoryFlat.RunAsync<FlatScenario>(cancellation: Cancellation);

        Assert.DoesNotContain(result.OutputTail, line => line.Contains(LoudStatics.Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Store_over_its_documented_bound_fails_at_once()
    {
        var result = await MemoryFlat.RunAsync<OverBoundScenario>(cancellation: Cancellation);

        Assert.Equal((Verdict.Leak, GrowthCause.BoundExceeded, 125), (result.Verdict, result.Cause, result.Invocations));
    }

    [Fact]
    public async Task Lambda_that_captures_nothing_can_be_run()
    {
        var result = await MemoryFlat.RunAsync(
            static invocation =>
            {
                Lines.Add($"line {invocation}");
                return ValueTask.CompletedTask;
            },
            cancellation: Cancellation);

        Assert.Equal(Verdict.Leak, result.Verdict);
        Assert.Empty(Lines);
    }

    [Fact]
    public async Task Child_has_its_own_settings_and_the_report_says_which()
    {
        var result = await MemoryFlat.RunAsync<SettingsScenario>(options => options.Environment("SHOP", "open"), Cancellation);

        Assert.Equal(["shop=open"], result.OutputTail);
        Assert.Equal((true, false), (result.Environment.IsChildProcess, result.Environment.TieredCompilation));
        Assert.StartsWith(".NET ", result.Environment.Runtime, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Debug_build_is_noted()
    {
        var result = await MemoryFlat.RunAsync<FlatScenario>(cancellation: Cancellation);

#if DEBUG
        Assert.Contains(result.Environment.Notes, note => note.Contains("debug build", StringComparison.Ordinal));
#else
        Assert.DoesNotContain(result.Environment.Notes, note => note.Contains("debug build", StringComparison.Ordinal));
#endif
    }

    [Fact]
    public async Task Command_repeats_the_run()
    {
        var result = await MemoryFlat.RunAsync<FlatScenario>(cancellation: Cancellation);

        Assert.StartsWith("growthguard flat ", result.RepeatCommand, StringComparison.Ordinal);
        Assert.EndsWith($"GrowthGuard.Testing.Tests.dll {typeof(FlatScenario).FullName}", result.RepeatCommand, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_at_the_same_time_do_not_collide()
    {
        var results = await Task.WhenAll(Enumerable
            .Range(0, 6)
            .Select(i => i % 2 == 0
                ? MemoryFlat.RunAsync<FlatScenario>(cancellation: Cancellation)
                : MemoryFlat.RunAsync<LeakingScenario>(cancellation: Cancellation)));

        Assert.Equal(
            [Verdict.Flat, Verdict.Leak, Verdict.Flat, Verdict.Leak, Verdict.Flat, Verdict.Leak],
            results.Select(result => result.Verdict));
    }

    [Fact]
    public async Task Progress_is_told()
    {
        var told = new List<int>();
        await MemoryFlat
            .RunAsync<FlatScenario>(options => options.OnProgress(progress => told.Add(progress.Invocations)), Cancellation).ShouldBeFlat();

        // A busy machine can make more batches necessary.
        Assert.True(told.Count >= 26, $"{told.Count} batches");
        Assert.Equal(Enumerable.Range(0, told.Count).Select(batch => batch * 25), told);
    }
}
