using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Tool.History;
using GrowthGuard.Tool.Tests.Git;

namespace GrowthGuard.Tool.Tests.History;

/// <summary>What <c>growthguard flat --history</c> writes, and what it refuses before it measures.</summary>
public sealed class FlatHistoryTests : IDisposable
{
    private static readonly string ThisAssembly = typeof(FlatHistoryTests).Assembly.Location;

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Each_scenario_that_is_judged_adds_a_line()
    {
        var file = _scratch.PathOf("history.jsonl");

        await Tool.RunAsync("flat", ThisAssembly, "Keeping", "--budget", "100", "--history", file, "--commit", "build-41");
        await Tool.RunAsync("flat", ThisAssembly, "Failing", "--budget", "100", "--history", file, "--commit", "build-41");

        var line = Assert.Single(HistoryFile.Read(file));
        Assert.Equal(("build-41", "GrowthGuard.Tool.Tests.Scenarios.Keeping", Verdict.Leak), (line.Commit, line.Scenario, line.Verdict));
        // An array of 200 bytes with its header, and its place in the list.
        Assert.InRange(line.Rates.Single(rate => rate.Channel == MemoryChannel.Heap).PerInvocation, 200, 300);
        Assert.Contains(line.Rates, rate => rate is { Channel: MemoryChannel.Threads, Verdict: Verdict.Flat });
    }

    [Fact]
    public async Task Assembly_in_no_repository_needs_the_name_of_a_commit()
    {
        var result = await Tool.RunAsync("flat", Copied(_scratch.Root), "Keeping", "--history", _scratch.PathOf("history.jsonl"));

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("is in no git repository with a commit, and a history says what was measured: give --commit ID.", result.Error);
        Assert.False(File.Exists(_scratch.PathOf("history.jsonl")));
    }

    [Fact]
    public async Task Tree_with_changes_is_no_commit()
    {
        using var repository = await ScratchRepository.CreateAsync();
        repository.Write("code.cs", "");
        var commit = await repository.CommitAsync("First");
        repository.Write("code.cs", "// changed");

        var result = await Tool.RunAsync("flat", Copied(repository.Root), "Keeping", "--history", "history.jsonl");

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(
            $"What is measured is not commit {commit}: there are changes in code.cs. Commit them, or say with --commit what it is.",
            result.Error);
    }

    [Theory]
    [InlineData("The history '{folder}' cannot be written", "--history", "{folder}", "--commit", "1")]
    [InlineData("'--commit' is only for --history", "--commit", "1")]
    [InlineData("'a b' is not a value of --commit: write one word.", "--history", "x", "--commit", "a b")]
    public async Task Wrong_words_are_named(string expected, params string[] words)
    {
        var result = await Tool.RunAsync(["flat", ThisAssembly, "Keeping", .. words.Select(Placed)]);

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Out));
        Assert.Contains(Placed(expected), result.Error);

        string Placed(string text) => text.Replace("{folder}", _scratch.Root, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private static string Copied(string folder)
    {
        var file = Path.Combine(folder, Path.GetFileName(ThisAssembly));
        File.Copy(ThisAssembly, file);
        return file;
    }
}
