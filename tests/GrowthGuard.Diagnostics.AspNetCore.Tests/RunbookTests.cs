using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>
/// Runs each command of docs/runbook.md and docs/experiments.md on the sample service, and compares what it prints with what the page
/// shows: line by line, but for the numbers. A line «…» stands for any lines.
/// </summary>
public sealed partial class RunbookTests : IDisposable
{
    private const string AnyLines = "…";

    private static readonly string Page = string.Concat(
        new[] { "docs/runbook.md", "docs/experiments.md" }.Select(page => File
            .ReadAllText(Places.InRepository(page))
            .ReplaceLineEndings("\n")));

    private readonly string _folder = Directory.CreateTempSubdirectory("growthguard-runbook-").FullName;

    public static TheoryData<int> Examples => [.. Enumerable.Range(0, Example().Count(Page))];

    [Theory, MemberData(nameof(Examples))]
    public async Task Output_is_what_the_page_shows(int number)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The commands are those of Linux.");
        Assert.SkipUnless(Installed.Find("curl") is not null || Installed.MustBeThere, "curl is not installed.");
        var example = Example().Matches(Page)[number];
        var toggles = example.Groups["toggles"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await using var service = await SampleService.StartAsync([.. toggles.Select(toggle => $"Toggles:{toggle}=true")]);
        await service.SendOrdersAsync(150);
        // The first look takes longer, and the page is of a process that has been looked at before.
        await service.TakeSnapshotWithStoresAsync();

        foreach (var (command, expected) in Commands(example.Groups["text"].Value))
        {
            var actual = await RunAsync(command, service);
            for (var again = 1; again < MostRuns(command) && Missing(expected, actual) is not null; again++)
            {
                actual = await RunAsync(command, service);
            }

            Assert.True(
                Missing(expected, actual) is null,
                $"$ {command}\nprinted:\n{actual}\nand the page has a line that is not there, or not in this place: {Missing(expected, actual)}");
        }
    }

    [Fact]
    public void Every_command_of_the_tool_is_run()
    {
        var shown = CommandLine().Matches(Page).Select(line => line.Value[2..]);
        var run = Example().Matches(Page).SelectMany(example => Commands(example.Groups["text"].Value)).Select(command => command.Command);

        Assert.Equal(run, shown);
        Assert.True(run.Count() > 15);
    }

    [Theory]
    [InlineData("a 1\nb 2", "a 1\nb 2", true)]
    [InlineData("a 1.5 MB\n…\nd", "a    2,000 MB\nb\nc\nd", true)]
    [InlineData("a\nc", "a\nb\nc", false)]
    [InlineData("a +1", "a -1", false)]
    [InlineData("a\n…\nb", "b\na", false)]
    [InlineData("a", "a\nb", false)]
    [InlineData("a\nb", "a", false)]
    public void Comparison_sees_all_but_numbers(string expected, string actual, bool isSame) =>
        Assert.Equal(isSame, Missing(expected, actual) is null);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A load of a few seconds has no verdict now and then, when other work on the machine moves what is measured.</summary>
    private static int MostRuns(string command) => command.Contains(" load ", StringComparison.Ordinal) ? 4 : 1;

    private static IEnumerable<(string Command, string Output)> Commands(string text) =>
        text.Split("$ ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('\n', 2))
            .Select(parts => (parts[0], parts[1].TrimEnd('\n')));

    /// <summary>The first line of the page that is not where it should be; null when all are.</summary>
    private static string? Missing(string expected, string actual)
    {
        var lines = new Queue<string>(actual.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Shape));
        var mayPass = false;
        foreach (var line in expected.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line == AnyLines)
            {
                mayPass = true;
                continue;
            }

            while (mayPass && lines.TryPeek(out var next) && next != Shape(line))
            {
                lines.Dequeue();
            }

            if (!lines.TryDequeue(out var found) || found != Shape(line))
            {
                return line;
            }

            mayPass = false;
        }

        return mayPass || lines.Count == 0 ? null : $"nothing after it, and there is: {lines.Peek()}";
    }

    private static string Shape(string line) => Blanks().Replace(Number().Replace(line, "#"), " ").Trim();

    private async Task<string> RunAsync(string command, SampleService service)
    {
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", $"growthguard() {{ dotnet exec \"$TOOL\" \"$@\"; }}\n{command} 2>&1"])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = _folder
            };
        start.Environment["TOOL"] = Places.Tool;
        start.Environment["PID"] = service.ProcessId.ToString(CultureInfo.InvariantCulture);
        start.Environment["URL"] = service.Address.AbsoluteUri.TrimEnd('/');
        start.Environment["OTHER"] = RunningTool.FreeAddress();
        start.Environment["SAMPLE"] = Places.Sample;
        start.Environment["DOTNET_TieredCompilation"] = "0";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }

    [GeneratedRegex("^<!-- sample:(?<toggles>[^>]*) -->\n```text\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\$ .*$", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    /// <summary>
    /// With the unit behind it, which a number of another size has another of; a commit, the dash where there is no number, and a curve,
    /// too.
    /// </summary>
    [GeneratedRegex(@"[0-9a-f]{40}|–|[▁-█]+|[0-9][0-9.,:]*( [KMG]?B\b)?")]
    private static partial Regex Number();

    [GeneratedRegex("[ \t─]+")]
    private static partial Regex Blanks();
}
