using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary><c>growthguard load</c> on the sample service.</summary>
public sealed class LoadTests
{
    private static readonly string[] Short = ["--tries", "12", "--duration", "0.5", "--pause", "0"];

    public LoadTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory of processes is read on Linux.");

    [Fact]
    public async Task Leak_is_measured_to_a_tenth()
    {
        await using var tool = RunningTool.LoadOfSample(["cache"], [.. Short, "--format", "json"]);

        var (exitCode, output) = await tool.EndAsync();

        Assert.True(exitCode == 1, tool.Error + output);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("leak", 12), (report.GetProperty("verdict").GetString(), report.GetProperty("iterations").GetArrayLength()));
        // An array of 512 bytes, the node that holds it, and its place in the table.
        Assert.InRange(report.GetProperty("bytesPerRequest").GetDouble(), 596 * 0.9, 596 * 1.1);
    }

    [Fact]
    public async Task Steady_service_is_flat()
    {
        var (exitCode, output, error) = await LoadUntilAsync(load => load.ExitCode == 0, [], Short);

        Assert.True(exitCode == 0, error + output);
        Assert.Matches("(?m)^Memory stays flat over [0-9,]+ requests.$", output);
    }

    [Fact]
    public async Task Growth_in_idle_gaps_shows_with_a_gap()
    {
        await using var tool = RunningTool.LoadOfSample(["idle"], ["--tries", "10", "--duration", "1.2", "--gap", "0.55", "--pause", "0"]);

        var (exitCode, output) = await tool.EndAsync();

        Assert.True(exitCode == 1, tool.Error + output);
        Assert.Matches("(?m)^Memory grows by [0-9.]+ KB per request .*managed objects", output);
    }

    [Fact]
    public async Task Cache_that_is_full_is_flat_when_filling_is_not_judged()
    {
        var (exitCode, output, error) = await LoadUntilAsync(IsFlatOrFilling, ["filling"], [.. Short, "--fill", "2001"]);

        Assert.True(IsFlatOrFilling((exitCode, output)), error + output);

        static bool IsFlatOrFilling((int ExitCode, string Output) load) =>
            load.ExitCode == 0 || load.Output.Contains("Still filling at ", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_dies_under_load_is_named_and_what_was_measured_is_shown()
    {
        await using var service = await SampleService.StartAsync();
        await using var tool = new RunningTool(
            "load",
            service.Address + "orders/{i}",
            "--tries",
            "1000",
            "--duration",
            "0.2",
            "--pause",
            "0");
        await tool.WaitForAsync("iteration 1 of 1000:");

        Process.GetProcessById(service.ProcessId).Kill();
        var (exitCode, output) = await tool.EndAsync();

        Assert.Equal(3, exitCode);
        Assert.Matches($"The server, process {service.ProcessId}, ended in iteration [0-9]+, so there is no verdict.", tool.Error);
        Assert.Matches("(?m)^1 .* MB", output);
        Assert.Matches("(?m)^No verdict: [0-9]+ of 1000 iterations were measured.$", output);
    }

    [Fact]
    public async Task Interrupt_ends_the_server_and_shows_what_was_measured()
    {
        await using var tool = RunningTool.LoadOfSample([], "--tries", "1000", "--duration", "0.2", "--pause", "0", "--format", "json");
        await tool.WaitForAsync("iteration 1 of 1000:");

        // As Ctrl+C does; that signal itself is ignored by all that a shell runs in the background.
        using (var interrupt = Process.Start("/bin/sh", ["-c", $"kill -TERM {tool.ProcessId.ToString(CultureInfo.InvariantCulture)}"]))
        {
            await interrupt.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var (exitCode, output) = await tool.EndAsync();

        Assert.Equal(130, exitCode);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal(JsonValueKind.Null, report.GetProperty("verdict").ValueKind);
        Assert.True(report.GetProperty("iterations").GetArrayLength() > 0);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(report.GetProperty("process").GetInt32()));
    }

    /// <summary>
    /// A short load has no verdict now and then, when other work on the machine moves what is measured. It never says that what does not
    /// grow grows.
    /// </summary>
    private static async Task<(int ExitCode, string Output, string Error)> LoadUntilAsync(
        Func<(int ExitCode, string Output), bool> isDecided, string[] toggles, string[] options)
    {
        for (var left = 4; ; left--)
        {
            await using var tool = RunningTool.LoadOfSample(toggles, options);
            var load = await tool.EndAsync();
            Assert.DoesNotMatch("(?m)^Memory grows by ", load.Output);
            if (isDecided(load) || left == 1)
            {
                return (load.ExitCode, load.Output, tool.Error);
            }
        }
    }
}
