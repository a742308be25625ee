using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Tests;

public sealed class OutputTests
{
    private static readonly string Help = RuleCatalog.HelpLink("GG1001");

    private static readonly Finding Tricky = Sample.Finding(
        "src/100%, a:b.cs",
        message: "'Map<K|V>' grows by 5%\nin `Add` *now*",
        related: [Sample.Place("src/Other.cs", 40)]);

    [Fact]
    public void Plain_text_is_one_line_per_finding()
    {
        Assert.Equal(
            [
                $"src/100%, a:b.cs(12,5): warning GG1001: 'Map<K|V>' grows by 5% in `Add` *now* (see src/Other.cs:40) [{Help}]",
                $"src/Cache.cs(12,5): info GG1001: It grows [{Help}]",
                "1 violation and 1 note in 1 project (1 warning), 14.2 s",
            ],
            Lines("text", Tricky, Sample.Finding(level: RuleLevel.Info)));
    }

    /// <summary>Names and messages are chosen by whoever wrote the code; a build server must not obey them.</summary>
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("github")]
    [InlineData("markdown")]
    public void No_output_holds_a_command_of_the_code(string format)
    {
        const string Commands =
            "\n::error::obey\r\n  ::add-mask::obey\u2028##vso[task.complete]obey ##[error]obey ##teamcity[obey \u001b[2Jobey";
        var hostile = Sample.Finding(
            $"::warning::a{Commands}.cs",
            message: Commands,
            related: [Sample.Place($"b{Commands}.cs", 40)],
            symbol: Commands);
        using var writer = new StringWriter();
        FindingFormats.Write(format, Sample.Report(hostile), Sample.Root, Sample.Root, Console(writer), withSummary: true);
        string[] lines = [.. writer.ToString().Split('\n', '\r').Select(line => line.TrimStart())];

        // GitHub's form is one command of ours, in which theirs is data.
        Assert.DoesNotContain(lines.Skip(format == "github" ? 1 : 0), line => line.StartsWith("::", StringComparison.Ordinal));
        Assert.True(format != "github" || lines[0].Split("::").Length > 2);
        Assert.All(
            lines.Where(line => !line.StartsWith("::warning ", StringComparison.Ordinal)),
            line => Assert.DoesNotMatch(@"##[\[a-z]|\x1b", line));
        Assert.Contains("obey", writer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::error::a", ": :error::a")]
    [InlineData("\t ::error::a", "  : :error::a")]
    [InlineData("a::b ## c", "a::b ## c")]
    [InlineData("### Heading", "### Heading")]
    [InlineData("a ##[group]b", "a # #[group]b")]
    [InlineData("a\r\n::b\n\nc", "a\n: :b\n\nc")]
    public void Commands_are_disarmed_and_other_text_stays(string text, string expected) =>
        Assert.Equal(expected, SafeText.Lines(text).ReplaceLineEndings("\n"));

    [Fact]
    public void Suppressed_findings_are_counted_only() =>
        Assert.Equal(
            ["No violations in 4 projects (1 suppressed), 14.2 s"],
            Lines("text", Sample.Finding(suppression: new Suppression("inSource", null))));

    [Fact]
    public void Accepted_findings_are_counted_apart() => Assert.Equal(
        ["No violations in 4 projects (2 in the baseline, 1 suppressed), 14.2 s"],
        Lines(
            "text",
            Sample.Finding(suppression: new Suppression("external", "later")),
            Sample.Finding(suppression: new Suppression("external", null)),
            Sample.Finding(suppression: new Suppression("inSource", null))));

    [Theory]
    [InlineData("No violations in 4 projects, 14.2 s")]
    [InlineData("1 violation in 1 project (1 error), 14.2 s", RuleLevel.Error)]
    [InlineData("3 violations in 1 project (1 error, 2 warnings), 14.2 s", RuleLevel.Warning, RuleLevel.Error, RuleLevel.Warning)]
    [InlineData("No violations and 2 notes in 4 projects, 14.2 s", RuleLevel.Info, RuleLevel.Info)]
    public void Summary_counts(string expected, params RuleLevel[] levels) =>
        Assert.Equal(expected, Summary.Of(Sample.Report([.. levels.Select(level => Sample.Finding(level: level))])));

    [Fact]
    public void Summary_counts_the_projects_with_violations() =>
        Assert.StartsWith(
            "2 violations in 2 projects",
            Summary.Of(Sample.Report(Sample.Finding(project: "a.csproj"), Sample.Finding(project: "b.csproj"))),
            StringComparison.Ordinal);

    [Fact]
    public void Github_annotations_are_escaped()
    {
        Assert.Equal(
            $"::warning file=src/100%25%2C a%3Ab.cs,line=12,col=5,endLine=12,title=GG1001 {RuleCatalog.All[0].Descriptor.Title}::" +
            $"'Map<K|V>' grows by 5%25%0Ain `Add` *now*%0Asee src/Other.cs:40%0A{Help}",
            Lines("github", Tricky)[0]);
        Assert.StartsWith("::notice ", Lines("github", Sample.Finding(level: RuleLevel.Info))[0], StringComparison.Ordinal);
        Assert.StartsWith("::error ", Lines("github", Sample.Finding(level: RuleLevel.Error))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_is_a_table_whose_cells_hold_anything()
    {
        var lines = Lines("markdown", Tricky);

        Assert.Equal("### GrowthGuard: 1 violation in 1 project (1 warning), 14.2 s", lines[0]);
        Assert.Equal(
            $"| warning | [GG1001]({Help}) | <code>src/100%, a:b.cs:12</code> " +
            "| &#39;Map&lt;K&#124;V&gt;&#39; grows by 5% in &#96;Add&#96; &#42;now&#42;<br>see <code>src/Other.cs:40</code> |",
            lines[^1]);
    }

    [Fact]
    public void Markdown_holds_no_more_than_a_summary_may()
    {
        var lines = Lines("markdown", [.. Enumerable.Range(1, 502).Select(line => Sample.Finding(line: line))]);

        Assert.Equal(3 + 500 + 1, lines.Count);
        Assert.Equal("... and 2 more", lines[^1]);
    }

    [Fact]
    public void Markdown_without_findings_has_no_table() =>
        Assert.Equal(["### GrowthGuard: No violations in 4 projects, 14.2 s"], Lines("markdown"));

    [Fact]
    public void Terminal_gets_a_table_and_each_help_link_once()
    {
        using var writer = new StringWriter();
        FindingFormats.Write(
            "text",
            Sample.Report(Sample.Finding(message: "[red] is no markup", related: [Sample.Place("src/O.cs", 40)]), Sample.Finding(line: 99)),
            Sample.Root,
            Sample.Root,
            Console(writer, terminal: true),
            withSummary: true);
        var text = writer.ToString();

        Assert.Contains("src/Cache.cs:12", text, StringComparison.Ordinal);
        Assert.Contains("[red] is no markup", text, StringComparison.Ordinal);
        Assert.Contains("see src/O.cs:40", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("GG1001  https://").Length);
        Assert.Contains("2 violations in 1 project", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", 1)]
    [InlineData("github", 1)]
    [InlineData("markdown", 0)]
    public void Quiet_leaves_out_the_summary_line(string format, int lines)
    {
        using var writer = new StringWriter();
        FindingFormats.Write(format, Sample.Report(Sample.Finding()), Sample.Root, Sample.Root, Console(writer), withSummary: false);
        Assert.Equal(lines == 0 ? Lines(format, Sample.Finding()).Count : lines, NonEmpty(writer).Count);
    }

    [Fact]
    public void Paths_start_at_the_current_folder_in_text_and_at_the_repository_for_its_host()
    {
        using var scratch = new Scratch();
        scratch.Write(".git/HEAD", "");
        var current = Directory.CreateDirectory(scratch.PathOf("app")).FullName;
        Finding[] findings = [Sample.Finding(scratch.PathOf("app/A.cs")), Sample.Finding(scratch.PathOf("lib/B.cs")), Sample.Finding()];

        Assert.Equal(["A.cs", "../lib/B.cs", findings[2].Place.File], Lines("text").Select(line => line[..line.IndexOf('(')]));
        Assert.Equal(
            ["app/A.cs", "lib/B.cs", findings[2].Place.File],
            Lines("github").Select(line => line.Split("file=")[1].Split(",line=")[0]));

        IEnumerable<string> Lines(string format)
        {
            using var writer = new StringWriter();
            FindingFormats.Write(format, Sample.Report(findings), current, scratch.Root, Console(writer), withSummary: false);
            return NonEmpty(writer);
        }
    }

    private static IReadOnlyList<string> Lines(string format, params Finding[] findings)
    {
        using var writer = new StringWriter();
        FindingFormats.Write(format, Sample.Report(findings), Sample.Root, Sample.Root, Console(writer), withSummary: true);
        return NonEmpty(writer);
    }

    private static ToolConsole Console(TextWriter writer, bool terminal = false) =>
        new(writer, TextWriter.Null, terminal, ErrorIsTerminal: false);

    private static IReadOnlyList<string> NonEmpty(StringWriter writer) =>
        writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
