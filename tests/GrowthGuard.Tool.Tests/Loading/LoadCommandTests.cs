using System.Diagnostics;
using System.Net;
using System.Text.Json;
using GrowthGuard.Testing;
using GrowthGuard.Tool.History;

namespace GrowthGuard.Tool.Tests.Loading;

/// <summary>What the verb says of wrong input, and of servers that are none.</summary>
public sealed class LoadCommandTests
{
    private const string Nobody = "http://127.0.0.1:1/";

    [Theory]
    [InlineData("http://shop.example.com/", "add --allow-remote shop.example.com")]
    [InlineData("http://10.0.0.1:5000/", "'10.0.0.1' is not this machine")]
    [InlineData("http://localhost.example.com/", "'localhost.example.com' is not this machine")]
    public async Task Other_machine_is_not_put_under_load(string address, string expected)
    {
        var result = await Tool.RunAsync("load", address, "--allow-remote", "other.example.com");

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(expected, result.Error);
    }

    [Theory]
    [InlineData("There is no option '--worker'.", Nobody, "--worker", "3")]
    [InlineData("'dotnet' is one word too many: the command that starts the server comes after '--'.", Nobody, "dotnet", "run")]
    [InlineData("'dotnet' is no address", "dotnet")]
    [InlineData("'0' is not a value of TRIES (--tries)", Nobody, "--tries", "0")]
    [InlineData("'no-such-program' cannot be started", Nobody, "--", "no-such-program", "--tries")]
    [InlineData("'--commit' is only for --history: name the file too.", Nobody, "--commit", "1")]
    [InlineData("The history '/no-such-folder/x' cannot be written", Nobody, "--history", "/no-such-folder/x", "--commit", "1")]
    public async Task Wrong_words_are_named(string expected, params string[] words)
    {
        var result = await Tool.RunAsync(["load", .. words]);

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Out));
        Assert.Contains(expected, result.Error);
    }

    [Fact]
    public async Task Settings_are_shown_before_the_run_with_where_each_came_from()
    {
        var result = await Tool.RunAsync("load", Nobody, "--workers", "3");

        Assert.Equal(ExitCodes.NoResult, result.ExitCode);
        Assert.Matches(@"WORKERS +3 +--workers\n", result.Error);
        Assert.Matches(@"PORT +1 +URL\n", result.Error);
        Assert.Matches(@"DURATION +5 +default\n", result.Error);
        Assert.Contains("http://127.0.0.1:1/ does not answer. Start the server first", result.Error);
    }

    [Fact]
    public async Task Server_that_ends_before_it_answers_is_quoted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The program is there on Linux.");

        var result = await Tool.RunAsync("load", Nobody, "--", "/bin/sh", "-c", "echo no port is free; exit 7");

        Assert.Equal(ExitCodes.NoResult, result.ExitCode);
        Assert.Contains("The server ended with exit code 7 before it answered", result.Error);
        Assert.Contains("no port is free", result.Error);
    }

    [Fact]
    public async Task Port_that_is_taken_is_not_taken_for_the_server_that_is_started()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Ports are looked up on Linux.");
        await using var server = new TestServer();

        var result = await Tool.RunAsync("load", server.Address, "--", "/bin/sh", "-c", "sleep 60");

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains($" is taken:\n  {Environment.ProcessId,7}  ", result.Error);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Process_that_is_named_is_measured_whoever_listens()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory of processes is read on Linux.");
        await using var server = new TestServer();
        using var scratch = new Scratch();
        var history = scratch.PathOf("growth.jsonl");
        using var other = Process.Start("sleep", "600");
        try
        {
            string[] words =
            [
                "--tries", "10", "--duration", "0.1", "--pause", "0", "--format", "json", "--history", history, "--commit", "build-41"
            ];
            var result = await Tool.RunAsync(["load", server.Address + "orders/{i}", "--process", $"{other.Id}", .. words]);

            Assert.True(result.ExitCode == ExitCodes.Clean, result.Out + result.Error);
            var line = Assert.Single(HistoryFile.Read(history));
            Assert.Equal(("build-41", "load /orders/{i}", Verdict.Flat), (line.Commit, line.Scenario, line.Verdict));
            var report = JsonDocument.Parse(result.Out).RootElement;
            Assert.Equal(
                (other.Id, "sleep 600", "flat"),
                (report.GetProperty("process").GetInt32(), report.GetProperty("command").GetString(),
                report.GetProperty("verdict").GetString()));
        }
        finally
        {
            other.Kill();
        }

        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        var ended = await Tool.RunAsync("load", server.Address, "--process", $"{other.Id}");
        Assert.Equal(ExitCodes.Usage, ended.ExitCode);
        Assert.Contains($"There is no process {other.Id}.", ended.Error);
    }

    [Fact]
    public async Task Load_that_only_fails_proves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory of processes is read on Linux.");
        await using var server = new TestServer(HttpStatusCode.NotFound);

        var result = await Tool.RunAsync("load", server.Address + "orders", "--duration", "0.1", "--pause", "0");

        Assert.Equal(ExitCodes.NoResult, result.ExitCode);
        Assert.Matches("All [0-9]+ requests of iteration 1 failed: GET /orders was answered with 404.", result.Error);
        Assert.Equal("", result.Out);
    }
}
