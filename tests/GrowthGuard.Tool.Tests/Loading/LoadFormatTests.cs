using GrowthGuard.Diagnostics.Processes;
using GrowthGuard.Tool.Loading;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Tests.Loading;

/// <summary>The forms of a report that are read elsewhere than in a terminal.</summary>
public sealed class LoadFormatTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void Markdown_has_the_verdict_as_its_title_and_the_figures_as_tables()
    {
        var lines = LoadFormat.Of("markdown", Run(bytesPerRequest: 600)).Split('\n');

        Assert.Equal("### Memory grows by 600 B per request (95 %: 600 to 600): managed objects that stay reachable.", lines[0]);
        Assert.Equal("http://localhost:5000/, process 4711: server --name a\\|b", lines[2]);
        Assert.Contains("| iteration | requests/s | errors | p50 ms | p99 ms | worst ms | starting | ending | grown |", lines);
        Assert.Contains("| 1 | 1,000 | 0 | 1.0 | 2.0 | 3.0 | 23.0 MB | 23.6 MB | +585.9 KB |", lines);
        Assert.Matches("(?m)^\\| managed heap \\| ▁.*█ \\| \\+600 B \\| 600 to 600 \\| 16 \\| leak \\|$", string.Join('\n', lines));
        Assert.Contains("| TRIES | 20 | default |", lines);
    }

    [Fact]
    public void Page_has_a_curve_for_each_channel_and_runs_nothing_of_the_command()
    {
        var page = LoadFormat.Of("html", Run(bytesPerRequest: 600) with { Command = "<script>alert(1)</script>" });

        Assert.Contains("<h1 class=\"bad\">Memory grows by 600 B per request", page);
        Assert.Equal(2, page.Split("<polyline class=\"curve\"").Length - 1);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page);
        Assert.DoesNotContain("<script", page);
        Assert.Contains("<td class=\"number\">+585.9 KB</td>", page);
    }

    [Fact]
    public void Flat_memory_is_a_good_page() =>
        Assert.Contains("<h1 class=\"flat\">Memory stays flat over 20,000 requests.</h1>", LoadFormat.Of("html", Run(bytesPerRequest: 0)));

    [Theory]
    [InlineData("markdown")]
    [InlineData("html")]
    public void Load_that_was_stopped_has_no_verdict(string format)
    {
        var report = LoadFormat.Of(format, Run(bytesPerRequest: 600) with { Judged = null });

        Assert.Contains("No verdict: 20 of 20 iterations were measured.", report);
        Assert.DoesNotContain("managed heap", report);
    }

    private static LoadResult Run(int bytesPerRequest)
    {
        var load = new IterationLoad(
            1000,
            0,
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMilliseconds(2),
            TimeSpan.FromMilliseconds(3));
        var iterations = Enumerable.Range(0, 20).Select(i => new Iteration(load, Reading(i), Reading(i + 1))).ToList();
        return new LoadResult(
            LoadSettings.Resolve("http://localhost:5000", _ => null, _ => null, "/"),
            4711,
            "server --name a|b",
            iterations,
            LoadJudge.Judge(iterations, TimeSpan.Zero));

        MemoryReading Reading(int thousands)
        {
            var heap = (3 * Megabyte) + (1000L * thousands * bytesPerRequest);
            var figures = new long[ProcessFigures.Count];
            figures[(int)ProcessFigure.Private] = (20 * Megabyte) + heap;
            return new MemoryReading(figures, heap, 0);
        }
    }
}
