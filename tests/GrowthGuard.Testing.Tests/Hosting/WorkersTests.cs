using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Tests.Hosting;

/// <summary>Invocations that are made at the same time.</summary>
public sealed class WorkersTests
{
    [Fact]
    public void Workers_invoke_side_by_side()
    {
        using var both = new Barrier(2);
        var run = Run(workers: 2, _ => new ValueTask(Task.Run(() => Assert.True(both.SignalAndWait(TimeSpan.FromMinutes(1))))));

        Assert.Equal((0, 10), (run.Invoke(10), run.Invocations));
    }

    [Fact]
    public void Each_number_is_taken_once()
    {
        var taken = new int[100];
        var run = Run(workers: 7, async invocation =>
        {
            await Task.Yield();
            Interlocked.Increment(ref taken[invocation]);
        });

        run.Invoke(60);
        run.Invoke(40);

        Assert.All(taken, times => Assert.Equal(1, times));
    }

    [Fact]
    public void First_that_throws_ends_the_run()
    {
        var run = Run(
            workers: 3,
            invocation => invocation == 5 ? throw new InvalidOperationException("order 5 is missing") : ValueTask.CompletedTask);

        Assert.Contains("order 5 is missing", Assert.Throws<ScenarioException>(() => run.Invoke(30)).Message);
    }

    [Fact]
    public void Failures_that_are_tolerated_are_counted()
    {
        var run = Run(
            workers: 3,
            invocation => invocation % 5 == 0 ? throw new InvalidOperationException() : ValueTask.CompletedTask,
            toleratesFailures: true);

        Assert.Equal(6, run.Invoke(30));
    }

    private static ScenarioRun Run(int workers, Func<int, ValueTask> invoke, bool toleratesFailures = false)
    {
        var assembly = typeof(WorkersTests).Assembly;
        var orders = new ChildOrders(
            new ScenarioReference(assembly.Location, "Workers"),
            [],
            [],
            TimeSpan.Zero,
            toleratesFailures,
            workers);
        return new ScenarioRun(orders, new Scenario(invoke), assembly);
    }

    private sealed class Scenario(Func<int, ValueTask> invoke) : IMemoryScenario
    {
        public ValueTask InvokeAsync(int invocation) => invoke(invocation);
    }
}
