using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GrowthGuard.Testing.Hosting;

namespace GrowthGuard.Testing.Tests.Hosting;

/// <summary>Whatever a scenario does, there is one clear message, and its process is gone.</summary>
public sealed class MisbehaviourTests
{
    [Theory]
    [InlineData(
        typeof(ThrowingConstructor),
        RunFailure.ScenarioThrew,
        "The constructor of 'GrowthGuard.Testing.Tests.Hosting.ThrowingConstructor' threw",
        "no connection string")]
    [InlineData(typeof(ThrowingSetUp), RunFailure.ScenarioThrew, "The set-up of the scenario threw", "no database")]
    [InlineData(typeof(ThrowingTearDown), RunFailure.ScenarioThrew, "The tear-down of the scenario threw", "cannot close")]
    [InlineData(typeof(Throwing), RunFailure.InvocationThrew, "Invocation 30 threw", "order 30 is bad")]
    [InlineData(typeof(Exiting), RunFailure.Exited, "the process ended itself with exit code 3 during invocations 0 to 24", "bye")]
    [InlineData(
        typeof(ExitingConstructor),
        RunFailure.Start,
        "the process ended itself with exit code 0 before the scenario was set up",
        "")]
    [InlineData(typeof(Crashing), RunFailure.Crashed, "the process crashed (abort", "cannot go on")]
    [InlineData(typeof(Recursing), RunFailure.Crashed, "the process crashed (abort", "Stack overflow")]
    [InlineData(typeof(Killed), RunFailure.Crashed, "the process was killed, most likely for lack of memory", "")]
    [InlineData(typeof(NoScenario), RunFailure.Setup, "it must implement IMemoryScenario", "")]
    [InlineData(typeof(NeedsParameters), RunFailure.Setup, "has no constructor without parameters", "")]
    public async Task Scenario_that_fails_is_told_in_one_message(Type scenario, RunFailure expected, string message, string detail)
    {
        Assert.SkipWhen(expected == RunFailure.Crashed && OperatingSystem.IsWindows(), "The codes of crashes are those of Unix.");
        var failure = await FailureAsync(scenario, new MemoryFlatOptions());

        Assert.Equal(expected, failure.Failure);
        Assert.StartsWith($"{scenario.FullName}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(detail, failure.Message, StringComparison.Ordinal);
        AssertGone(failure.Message);
    }

    [Fact]
    public async Task Scenario_that_hangs_is_told_and_ended()
    {
        var failure = await FailureAsync(
            typeof(Hanging),
            new MemoryFlatOptions().TimeLimit(TimeSpan.FromMinutes(5), batch: TimeSpan.FromSeconds(10)));

        Assert.Equal((RunFailure.Hang, 50), (failure.Failure, failure.Series!.Samples[^1].Invocations));
        Assert.Contains("\nUntil then, over 50 invocations: managed heap ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("invocations 50 to 74 took more than 10 s", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Reference the package GrowthGuard.Testing.Heap in the test project", failure.Message, StringComparison.Ordinal);
        AssertGone(failure.Message);
    }

    [Fact]
    public async Task Run_that_takes_too_long_is_told_and_ended()
    {
        var failure = await FailureAsync(typeof(Slow), new MemoryFlatOptions().TimeLimit(TimeSpan.FromSeconds(3)));

        Assert.Equal(RunFailure.TimedOut, failure.Failure);
        Assert.Contains("no verdict within 3 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scenario_that_takes_all_memory_is_told()
    {
        var failure = await FailureAsync(typeof(Gluttonous), new MemoryFlatOptions().Environment("DOTNET_GCHeapHardLimit", "0x8000000"));

        Assert.Equal(RunFailure.InvocationThrew, failure.Failure);
        Assert.Contains(nameof(OutOfMemoryException), failure.Message, StringComparison.Ordinal);
        AssertGone(failure.Message);
    }

    [Fact]
    public async Task Output_of_the_scenario_does_no_harm()
    {
        var result = await MemoryFlat.RunAsync<Chatty>(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Verdict.Flat, result.Verdict);
        Assert.StartsWith($"invocation {result.Invocations - 1}, line 49", result.OutputTail[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_that_the_scenario_leaves_behind_is_ended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sleep.");
        var result = await MemoryFlat.RunAsync<Parent>(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(2, AssertGone(string.Join('\n', result.OutputTail)));
    }

    [Fact]
    public async Task Process_is_ended_when_the_one_that_started_it_has_ended_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system does not tell of it.");
        var failure = await FailureAsync(typeof(ExitingParent), new MemoryFlatOptions());

        Assert.Contains("exit code 4", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, AssertGone(failure.Message));
    }

    [Fact]
    public async Task Child_ends_itself_when_the_one_that_started_it_is_killed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The code of a killed process is that of Unix.");
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "process");
        var failure = await FailureAsync(typeof(Runner), new MemoryFlatOptions().Environment(Spinning.FileVariable, file));

        Assert.Contains("the process was killed", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, AssertGone(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Child_that_dies_at_its_start_says_why()
    {
        using var folder = new TemporaryFolder();
        var assembly = Path.Combine(folder.Path, "Shop.dll");
        File.Copy(typeof(MisbehaviourTests).Assembly.Location, assembly);
        var framework = """{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "99.0.0" } } }""";
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "Shop.runtimeconfig.json"),
            framework,
            TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<MemoryRunException>(() => MemoryFlat.RunAsync(
            new ScenarioReference(assembly, "Shop.Checkout"),
            new MemoryFlatOptions(),
            TestContext.Current.CancellationToken));

        Assert.Equal(RunFailure.Start, failure.Failure);
        Assert.Contains("before the scenario was set up", failure.Message, StringComparison.Ordinal);
        Assert.Contains("99.0.0", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_run_is_ended()
    {
        using var cancellation = new CancellationTokenSource();
        var options = new MemoryFlatOptions().OnProgress(_ => cancellation.Cancel());
        await using var subject = new ChildSubject(ScenarioReference.To(typeof(Slow)), options);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FlatRun("Slow", options).RunAsync(subject, cancellation.Token));

        Assert.Equal(1, AssertGone(string.Join('\n', subject.OutputTail)));
    }

    [Fact]
    public async Task Invocations_that_throw_can_be_tolerated()
    {
        var result = await MemoryFlat.RunAsync<Throwing>(options => options.TolerateFailures(), TestContext.Current.CancellationToken);

        Assert.Equal((Verdict.Flat, 1), (result.Verdict, result.Failures));
    }

    [Fact]
    public async Task Invocations_that_begin_to_throw_make_the_run_worthless()
    {
        var failure = await FailureAsync(typeof(ThrowingLater), new MemoryFlatOptions().TolerateFailures());

        Assert.Equal(RunFailure.InvocationThrew, failure.Failure);
        var shares = Regex.Match(
            failure.Message,
            "in the first half of the run ([0-9]+) ?% of the invocations threw, in the second ([0-9]+) ?%");
        Assert.True(shares.Success, failure.Message);
        Assert.True(Share(1) + 20 < Share(2), failure.Message);

        int Share(int half) => int.Parse(shares.Groups[half].Value, CultureInfo.InvariantCulture);
    }

    private static Task<MemoryRunException> FailureAsync(Type scenario, MemoryFlatOptions options) =>
        Assert.ThrowsAsync<MemoryRunException>(() => MemoryFlat.RunAsync(
            ScenarioReference.To(scenario),
            options,
            TestContext.Current.CancellationToken));

    /// <summary>Every process that the output names is gone.</summary>
    private static int AssertGone(string output)
    {
        var processes = output.Split('\n', ' ')
            .Zip(output.Split('\n', ' ').Skip(1))
            .Where(pair => pair.First == "process" && int.TryParse(pair.Second, out _)).ToList();
        foreach (var (_, id) in processes)
        {
            Assert.True(
                SpinWait.SpinUntil(() => !IsRunning(int.Parse(id, CultureInfo.InvariantCulture)), TimeSpan.FromMinutes(1)),
                $"Process {id} still runs.");
        }

        return processes.Count;
    }

    /// <summary>What has ended but was not asked for its exit code does not run: the first process of a container need not ask.</summary>
    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !OperatingSystem.IsLinux() || !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return false;
        }
    }
}
