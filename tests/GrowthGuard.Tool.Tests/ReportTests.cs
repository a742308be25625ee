using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Reports;

namespace GrowthGuard.Tool.Tests;

/// <summary>The page and the folder of <c>--report</c>; what the page does in a browser is in the tests of AspNetCore.</summary>
public sealed partial class ReportTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Scratch _scratch = new();

    [Fact]
    public void Source_is_shown_with_what_is_reported_and_where_it_grows()
    {
        _scratch.Write("A.cs", string.Join('\n', Enumerable.Range(1, 30).Select(line => $"line {line}: ab<c>\tdef")));

        var page = Write(Finding(10, related: [new SourcePlace(_scratch.PathOf("A.cs"), 20, 1, 20, 5)]));

        Assert.Contains("<figcaption>A.cs</figcaption>", page, StringComparison.Ordinal);
        Assert.Contains("10</span>  line<mark class=\"reported\"> 10: a</mark>b&lt;c&gt;    def\n", page, StringComparison.Ordinal);
        Assert.Contains("20</span>  <mark class=\"evidence\">line</mark> 20: ab", page, StringComparison.Ordinal);
        Assert.Equal(
            [8, 9, 10, 11, 12, 18, 19, 20, 21, 22],
            NumberedLine().Matches(page).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(1, page.Split("\n…\n").Length - 1);
    }

    /// <summary>A log may come from elsewhere, and name any file of the machine.</summary>
    [Fact]
    public void Source_outside_of_the_repository_is_not_read()
    {
        using var other = new Scratch();
        var secret = other.Write("secret.txt", "the password");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_scratch.PathOf("Link.cs"), secret);
        }

        var page = Write(
            Finding(1, file: secret),
            Finding(1, file: _scratch.PathOf("Link.cs")),
            Finding(1, file: Path.Combine(_scratch.Root, "..", Path.GetFileName(other.Root), "secret.txt")));

        Assert.Equal(3, page.Split("<details class=\"finding\"").Length - 1);
        Assert.DoesNotContain("the password", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Place_that_is_not_in_the_file_is_no_reason_to_fail()
    {
        _scratch.Write("A.cs", "one\n\ntwo");

        var page = Write(
            Finding(
                3,
                related: [
                    new SourcePlace(_scratch.PathOf("A.cs"), 2, 90, 400, 1),
                    new SourcePlace(_scratch.PathOf("A.cs"), 77, 1, 77, 2)
                ]));

        Assert.Contains("3</span>  <mark class=\"evidence\">two</mark>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_are_listed_down_to_what_is_kept() => Assert.Contains(
        "<li>Handler.Run (A.cs:3)</li>\n<li>Cache&lt;T&gt;.Add (A.cs:9)</li>\n<li>Shop.Cache._map</li>",
        Write(Sample.Finding(symbol: "F:Shop.Cache._map", calls: ["Handler.Run (A.cs:3)", "Cache<T>.Add (A.cs:9)"])),
        StringComparison.Ordinal);

    [Fact]
    public void Findings_without_calls_have_no_list() =>
        Assert.DoesNotContain("<ol", Write(Sample.Finding()), StringComparison.Ordinal);

    [Fact]
    public void Names_are_text()
    {
        const string Hostile = "<script>alert(1)</script>\"'\u202e\u0000&lt;";

        var page = Write(Sample.Finding(
            $"src/{Hostile.Replace("\0", "", StringComparison.Ordinal)}.cs",
            message: Hostile,
            project: "<b>.csproj",
            symbol: "F:" + Hostile,
            calls: Hostile));

        Assert.Single(Script().Matches(page));
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;\ufffd\ufffd&amp;lt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Policy_of_the_page_allows_its_own_style_and_script_and_nothing_else()
    {
        var page = Write(Sample.Finding());

        Assert.Contains(
            "content=\"default-src 'none'; " +
            $"style-src {HashOf("style")}; script-src {HashOf("script")}; base-uri 'none'; form-action 'none'\"",
            page,
            StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(src|style|srcset|on[a-z]+)=""", page);

        string HashOf(string element)
        {
            var content = page.Split($"<{element}>")[1].Split($"</{element}>")[0];
            Assert.DoesNotContain('\r', content);
            return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
        }
    }

    [Fact]
    public void Second_report_says_what_is_new_and_what_is_gone()
    {
        var stays = Sample.Finding(message: "It stays", symbol: "F:Stays");
        var gone = Sample.Finding(line: 7, message: "It goes", symbol: "F:Goes");
        Assert.Contains("2026-03-01 12:00 UTC, the first report in this folder.", Write(stays, gone), StringComparison.Ordinal);

        // Where it is does not matter, and what is information is no violation.
        var second = Write(
            Noon.AddDays(1),
            stays with { Place = Sample.Place("src/Moved.cs", 99) },
            Sample.Finding(message: "It is new", symbol: "F:New", level: RuleLevel.Info));

        Assert.Contains("Since the report of 2026-03-01 12:00 UTC: 1 new, 1 gone.", second, StringComparison.Ordinal);
        Assert.Matches("<summary>\n<span class=\"level info\">info</span> <span class=\"new\">new</span> \nIt is new", second);
        Assert.Matches("<summary>\n<span class=\"level warning\">warning</span> \nIt stays", second);
        Assert.Contains("src/Cache.cs:7</code> It goes</li>", second, StringComparison.Ordinal);
        Assert.Contains("2026-03-02 12:00 UTC: 1</title>", second, StringComparison.Ordinal);

        var third = Write(Noon.AddDays(2));
        Assert.Contains("Since the report of 2026-03-02 12:00 UTC: 0 new, 2 gone.", third, StringComparison.Ordinal);
        Assert.Equal(3, third.Split("class=\"point\"").Length - 1);
        Assert.DoesNotContain("id=\"filter\"", third, StringComparison.Ordinal);
    }

    [Fact]
    public void Causes_and_projects_are_counted()
    {
        var page = Write(
            Sample.Finding(project: "a.csproj"),
            Sample.Finding(line: 13, project: "b.csproj", level: RuleLevel.Error),
            Sample.Finding(line: 14, project: "b.csproj", level: RuleLevel.Info),
            Sample.Finding(line: 15, suppression: new Suppression(Suppression.InSource, null)));

        Assert.Contains(
            $"<td>GG1001 {RuleCatalog.All[0].Descriptor.Title}</td><td class=\"number\">3</td><td class=\"number\">2</td>",
            page,
            StringComparison.Ordinal);
        Assert.Matches("b.csproj</td><td class=\"number\">1</td><td class=\"number\">0</td><td class=\"number\">1</td>", page);
        Assert.Equal(2, page.Split("<section class=\"project\">").Length - 1);
    }

    [Fact]
    public void Page_holds_what_a_browser_can_show()
    {
        var page = Write(
            [
                .. Enumerable.Range(1, 1002)
                    .Select(line => Sample.Finding(line: line, level: line == 1002 ? RuleLevel.Error : RuleLevel.Info))
            ]);

        Assert.Equal(1000, page.Split("<details class=\"finding\"").Length - 1);
        Assert.Contains("2 more findings are not shown; --sarif writes all of them.", page, StringComparison.Ordinal);
        Assert.Contains("src/Cache.cs:1002", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "version": 1, "at": "2026-03-01T12:00:00Z", "findings": null, "history": [] }""")]
    [InlineData("""{ "version": 2, "at": "2026-03-01T12:00:00Z", "findings": [], "history": [] }""")]
    public async Task Damaged_data_of_the_last_report_is_said_before_anything_is_built(string data)
    {
        _scratch.Write("report/growthguard.json", data);

        var result = await Tool.CheckAsync(Checking.Of(_scratch, "no-such") with { Output = new OutputOptions(ReportFolder: "report") });

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Matches(@"The last report cannot be read: '.*growthguard\.json' \(.+\)\. Delete it to start again", result.Error);
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_said()
    {
        _scratch.Write("file", "");

        var result = await Tool.CheckAsync(
            Checking.Of(_scratch, "no-such") with { Output = new OutputOptions(ReportFolder: "file/report") });

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("The report cannot be written: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_writes_the_report()
    {
        _scratch.WriteProject("Shop");
        _scratch.Write("Shop/Cache.cs", Checking.Class("Cache", "Leaky"));

        var result = await Tool.CheckAsync(Checking.Of(_scratch, "Shop") with { Output = new OutputOptions(ReportFolder: "report/new") });

        Assert.Equal(ExitCodes.Violations, result.ExitCode);
        var page = File.ReadAllText(_scratch.PathOf("report/new/growthguard.html"));
        Assert.Contains("<mark class=\"reported\">Leaky</mark>", page, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode("Static 'Leaky' grows in 100% of \"calls\""), page, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private Finding Finding(int line, string? file = null, params SourcePlace[] related) => Sample.Finding(related: [.. related]) with
    {
        Place = new SourcePlace(file ?? _scratch.PathOf("A.cs"), line, 5, line, 11),
    };

    private string Write(params Finding[] findings) => Write(Noon, findings);

    private string Write(DateTimeOffset at, params Finding[] findings)
    {
        ReportFolder.Open(new OutputOptions(ReportFolder: "out"), _scratch.Root)!.Write(Sample.Report(findings), RootOf(findings), at);
        return File.ReadAllText(_scratch.PathOf("out/growthguard.html"));
    }

    // Findings made by hand are in a folder of their own, which is not there.
    private string RootOf(Finding[] findings) =>
        findings.Any(finding => finding.Place.File.StartsWith(_scratch.Root, StringComparison.Ordinal)) ? _scratch.Root : Sample.Root;

    [GeneratedRegex("<script")]
    private static partial Regex Script();

    [GeneratedRegex("number-of-line\">([0-9 ]+)<")]
    private static partial Regex NumberedLine();
}
