using System.Text.Json;
using GrowthGuard.Census;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Attribution;
using GrowthGuard.Testing.Measuring;
using GrowthGuard.Testing.Statistics;
using GrowthGuard.Tool.Bisecting;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Tests.Bisecting;

/// <summary>The verb on a history of 32 commits, with trials that are made up.</summary>
public sealed class BisectRunTests(LongHistory history) : IClassFixture<LongHistory>
{
    private const int Planted = 21;

    private static readonly Commit Found = new(
        "3fc21ab12d0c4f3e9a8b7c6d5e4f3a2b1c0d9e8f",
        new DateOnly(2026, 3, 6),
        "Somebody",
        "Remember prices");

    [Fact]
    public async Task Planted_commit_is_named_and_builds_are_counted_ahead()
    {
        var result = await RunAsync(Try);

        Assert.True(result.ExitCode == ExitCodes.Clean, result.Error);
        Assert.Matches(
            "(?m)^32 commits behind [0-9a-f]{10}, up to [0-9a-f]{10}: 7 builds and runs, and one more for each commit that cannot be decided.$",
            result.Error);
        Assert.Matches("(?m)^1 of 7: [0-9a-f]{10} [0-9-]{10} 32$", result.Error);
        Assert.Matches("(?m)^2 of 7: [0-9a-f]{10} [0-9-]{10} 0$", result.Error);
        Assert.DoesNotContain("of 8:", result.Error);
        Assert.Matches("(?m)^[0-9a-f]{10} is the first commit that grows: '21', by Somebody on [0-9-]{10}.", result.Out);
    }

    [Fact]
    public async Task What_cannot_be_decided_leaves_several()
    {
        var result = await RunAsync(
            commit => LongHistory.NumberOf(commit) is 20 or 21
                ? new Trial(commit, TrialVerdict.Undecided, "it does not build: CS0103 missing")
                : Try(commit),
            "--format",
            "json");

        Assert.Equal(ExitCodes.Violations, result.ExitCode);
        var report = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal((JsonValueKind.Null, 3), (report.GetProperty("first").ValueKind, report.GetProperty("candidates").GetArrayLength()));
        Assert.Matches(
            "^The first commit that grows is one of 3: .*could not be decided: it does not build: CS0103 missing.$",
            report.GetProperty("conclusion").GetString());
    }

    [Theory]
    [InlineData(TrialVerdict.Flat, TrialVerdict.Flat, "--bad [0-9a-f]{10} does not grow: made up. There is nothing to find.")]
    [InlineData(TrialVerdict.Grows, TrialVerdict.Grows, "--good [0-9a-f]{10} is not flat: made up. Choose an older one.")]
    [InlineData(
        TrialVerdict.Flat,
        TrialVerdict.Undecided,
        "--bad [0-9a-f]{10} cannot be decided: made up. Choose another one, or give more with --budget.")]
    [InlineData(TrialVerdict.Undecided, TrialVerdict.Grows, "--good [0-9a-f]{10} cannot be decided: made up.")]
    internal async Task Ends_are_not_believed(TrialVerdict good, TrialVerdict bad, string expected)
    {
        var result = await RunAsync(commit => new Trial(commit, LongHistory.NumberOf(commit) == 0 ? good : bad, "made up"));

        Assert.Equal((ExitCodes.NoResult, ""), (result.ExitCode, result.Out));
        Assert.Matches(expected, result.Error);
    }

    [Fact]
    public async Task What_was_tried_is_shown_when_the_search_is_ended()
    {
        var result = await RunAsync(commit => LongHistory.NumberOf(commit) == 0 ? throw new OperationCanceledException() : Try(commit));

        Assert.Equal(ExitCodes.Cancelled, result.ExitCode);
        Assert.Contains("Not found: the search was ended after 1 commit.", result.Out);
        Assert.Contains("growthguard: stopped.", result.Error);
    }

    [Theory]
    [InlineData("'none' is no commit of the repository", "--good", "none", "--bad", "HEAD")]
    [InlineData("'--help' is no commit of the repository", "--good=--help", "--bad", "HEAD")]
    [InlineData(
        "'HEAD' does not come before 'HEAD~3': --good is the older one, from which the other comes.",
        "--good",
        "HEAD",
        "--bad",
        "HEAD~3")]
    [InlineData("'HEAD' does not come before 'HEAD'", "--good", "HEAD", "--bad", "HEAD")]
    [InlineData("'--good' is required", "--bad", "HEAD")]
    [InlineData("'--bogus'", "--bogus", "--good", "HEAD~1", "--bad", "HEAD")]
    public async Task Wrong_words_are_named(string expected, params string[] words)
    {
        var result = await Tool.RunAsync(["bisect", "Checkout", "--project", history.Repository.Root, .. words]);

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Out));
        Assert.Contains(expected, result.Error);
    }

    [Fact]
    public async Task Project_outside_of_a_repository_is_named()
    {
        using var scratch = new Scratch();
        scratch.WriteProject("Shop");

        var result = await Tool.RunAsync("bisect", "Checkout", "--project", scratch.PathOf("Shop"), "--good", "HEAD~1", "--bad", "HEAD");

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("'HEAD~1' is no commit of the repository in ", result.Error);
    }

    [Fact]
    public void Report_is_what_the_page_shows()
    {
        var others = Enumerable.Range(1, 3)
            .Select(i => Found with { Hash = $"{i}a4f8e0b7" + new string('0', 31), Subject = $"Change {i}" }).ToArray();
        Trial[] trials =
        [
            Trial.Of(others[2], Grown(321)),
            Trial.Of(others[0], Still()),
            Trial.Of(Found, Grown(320)),
            Trial.Of(others[1], Still()),
        ];

        Assert.Equal(
            Documents.Block("docs/experiments.md", "bisect"),
            BisectFormat.Of(BisectFormat.Text, new BisectResult("Checkout", trials, [Found])).ReplaceLineEndings("\n"));
    }

    private static Trial Try(Commit commit) =>
        new(commit, LongHistory.NumberOf(commit) < Planted ? TrialVerdict.Flat : TrialVerdict.Grows, "made up");

    private static MemoryFlatResult Still() => Grown(0) with { Verdict = Verdict.Flat, Roots = [] };

    private static MemoryFlatResult Grown(double bytes) => new()
    {
        Scenario = "Checkout",
        Verdict = Verdict.Leak,
        Cause = GrowthCause.Managed,
        Reason = "",
        Rates =
        [
            new ChannelRate
            {
                Channel = MemoryChannel.Heap,
                PerInvocation = bytes,
                Low = bytes,
                High = bytes,
                Allowed = 16,
                Verdict = Verdict.Leak
            }
        ],
        Roots =
        [
            new GrowingRoot
            {
                Root = new CensusRoot { Name = "Shop.PriceCache.Prices", File = "/_/src/Shop/PriceCache.cs", Line = 12 },
                Verdict = Verdict.Leak,
                PerInvocation = 1,
                First = 0,
                Last = 2000
            }
        ],
        Series = new MemorySeries(),
        JudgedFrom = 0,
        Invocations = 2000,
        Duration = TimeSpan.FromSeconds(1),
        Environment = new RunEnvironment
        {
            Runtime = "",
            System = "",
            Architecture = "",
            Processors = 1,
            IsChildProcess = true,
            TieredCompilation = false,
            ServerGc = false
        },
    };

    private async Task<ToolResult> RunAsync(Func<Commit, Trial> judge, params string[] words)
    {
        using var scratch = new Scratch();
        var options = new BisectOptions(
            "Checkout", BuildTarget.Resolve(
                history.Repository.Root,
                "/"), $"HEAD~{LongHistory.Commits}", "HEAD", new ScenarioBuild("Release", null), new ScenarioRunOptions(), scratch.Root, words is [_, var format]
                ? format
                : BisectFormat.Text);
        return await Tool.BisectAsync(options, (commit, _) => Task.FromResult(judge(commit)));
    }
}
