using System.Text.Json;
using GrowthGuard.Tool.History;

namespace GrowthGuard.Tool.Tests.History;

/// <summary>The verb from file to report.</summary>
public sealed class TrendCommandTests : IDisposable
{
    private const string Hash = "3fc21ab12d0c4f3e9a8b7c6d5e4f3a2b1c0d9e8f";

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task Commit_since_which_it_grows_is_named()
    {
        var file = Written([.. Lines.OfHeap(0, 0, 0), Lines.Of(Hash, 320, day: 3), Lines.Of("c5", 320, day: 4)]);

        var result = await Tool.RunAsync("trend", file);

        Assert.Equal((ExitCodes.Violations, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            [
                "scenario             memory  curve  commits  before    now  allowed       since",
                "Shop.Checkout  managed heap  ▁▁▁██        5     0 B  320 B       16  3fc21ab12d",
                "Shop.Checkout: managed heap grows by 320 B per invocation since 3fc21ab12d (measured on 2026-03-04), and by 0 B before.",
            ],
            result.Lines);
    }

    [Fact]
    public async Task Output_is_what_the_page_shows()
    {
        var commits = Enumerable.Range(0, 8).Select(i => (Commit: i == 5 ? Hash : $"c{i}", Day: i));

        var result = await Tool.RunAsync("trend", Written(commits.SelectMany(commit => (HistoryLine[])
        [
            Lines.Of(commit.Commit, commit.Day < 5 ? 0 : 320, commit.Day),
            Lines.Of(commit.Commit, 0, commit.Day, "Shop.Browse"),
        ])));

        Assert.Equal(Documents.Block("docs/experiments.md", "trend"), result.Out.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Steady_history_has_no_such_commit()
    {
        var result = await Tool.RunAsync("trend", Written(Lines.OfHeap(0, 1, 0, 2)));

        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Assert.Equal("No rate has changed in 4 commits.", result.Lines[^1]);
        Assert.Matches(@"^Shop\.Checkout +managed heap +▁▁▁▁ +4 +– +2 B +16 +–$", result.Lines[1]);
    }

    [Fact]
    public async Task Job_summary_is_appended_to()
    {
        var summary = _scratch.Write("summary.md", "before\n");

        await Tool.RunAsync("trend", Written(Lines.OfHeap(0, 0, 0, 320)), "--summary", summary);

        Assert.Equal(
            """
            before
            ### Growth from commit to commit

            Shop.Checkout: managed heap grows by 320 B per invocation since c4 (measured on 2026-03-04), and by 0 B before.

            | scenario | memory | curve | commits | before | now | allowed | since |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            | Shop.Checkout | managed heap | ▁▁▁█ | 4 | 0 B | 320 B | 16 | c4 |

            """.ReplaceLineEndings(),
            File.ReadAllText(summary));
    }

    [Fact]
    public async Task Page_has_the_curve_with_the_commits_and_runs_nothing_of_theirs()
    {
        var result = await Tool.RunAsync(
            "trend",
            Written([.. Lines.OfHeap(0, 0, 0), Lines.Of("<script>", 320, scenario: "Shop.Checkout")]),
            "--format",
            "html");

        Assert.Contains("<h3>Shop.Checkout, managed heap per invocation</h3>", result.Out);
        Assert.Contains("<title>&lt;script&gt;: 320 B</title>", result.Out);
        Assert.Contains(">c1</text>", result.Out);
        Assert.DoesNotContain("<script>", result.Out);
    }

    [Fact]
    public async Task Data_has_every_commit_and_every_change()
    {
        var result = await Tool.RunAsync("trend", Written(Lines.OfHeap(0, 0, 320, 320, 0, 0)), "--format", "json");

        var trend = JsonDocument.Parse(result.Out).RootElement.GetProperty("trends")[0];
        Assert.Equal(
            ("heap", false, 6),
            (trend.GetProperty("channel").GetString(), trend.GetProperty("hasGoneUp").GetBoolean(),
            trend.GetProperty("commits").GetArrayLength()));
        Assert.Equal(
            ["c3", "c5"],
            trend.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("commit").GetString()));
    }

    [Theory]
    [InlineData("{\"version\":1", "history.jsonl(3): this line of the history is not understood: '{\"version\":1'. Take it out")]
    [InlineData("[]", "history.jsonl(3): this line of the history is not understood: '[]'.")]
    [InlineData("null", "history.jsonl(3): this line of the history is not understood: 'null'.")]
    [InlineData("{}", "history.jsonl(3): this line of the history is not understood: '{}'.")]
    [InlineData("{\"version\":2,\"what\":1}", "history.jsonl(3): this line has version 2, and this tool reads 1: update it.")]
    [InlineData("<<<<<<< HEAD", "history.jsonl(3): this line of the history is not understood: '<<<<<<< HEAD'.")]
    public async Task Line_that_is_not_understood_is_named(string line, string expected)
    {
        var file = Written(Lines.OfHeap(0));
        File.AppendAllText(file, "\n" + line + "\n");

        var result = await Tool.RunAsync("trend", file);

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Out));
        Assert.Contains(expected, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("verdict", "\"bad\"")]
    [InlineData("verdict", "0")]
    [InlineData("commit", "null")]
    [InlineData("rates", "null")]
    [InlineData("at", "\"yesterday\"")]
    public async Task Value_that_is_wrong_makes_a_line_that_is_not_understood(string member, string value)
    {
        var line = System.Text.Json.Nodes.JsonNode.Parse(Lines.Of("c1", 0).ToJson())!;
        line[member] = System.Text.Json.Nodes.JsonNode.Parse(value);

        var result = await Tool.RunAsync("trend", _scratch.Write("history.jsonl", line.ToJsonString()));

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("history.jsonl(1): this line of the history is not understood", result.Error);
    }

    [Theory]
    [InlineData("none.jsonl", "cannot be read")]
    [InlineData("empty.jsonl", "is empty: 'growthguard flat ASSEMBLY --history ")]
    [InlineData("folder", "cannot be read")]
    public async Task History_that_cannot_be_read_is_named(string name, string expected)
    {
        _scratch.Write("empty.jsonl", "\n \n");
        _scratch.Write("folder/file", "");

        var result = await Tool.RunAsync("trend", _scratch.PathOf(name));

        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Out));
        Assert.Contains(expected, result.Error);
        Assert.Contains(_scratch.PathOf(name), result.Error);
    }

    [Fact]
    public void Lines_are_added_behind_what_is_there()
    {
        var file = _scratch.Write("history.jsonl", Lines.Of("c1", 1.5).ToJson());

        HistoryFile.Append(file, Lines.Of("c2", 2));
        HistoryFile.Append(file, Lines.Of("c3", 3));

        Assert.Equal(
            [("c1", 1.5), ("c2", 2), ("c3", 3)],
            HistoryFile.Read(file).Select(line => (line.Commit, line.Rates[0].PerInvocation)));
        Assert.Equal(3, File.ReadAllLines(file).Length);
    }

    public void Dispose() => _scratch.Dispose();

    private string Written(IEnumerable<HistoryLine> history)
    {
        var file = _scratch.PathOf("history.jsonl");
        foreach (var line in history)
        {
            HistoryFile.Append(file, line);
        }

        return file;
    }
}
