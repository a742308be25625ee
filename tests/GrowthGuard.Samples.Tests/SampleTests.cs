using System.Net;

namespace GrowthGuard.Samples.Tests;

/// <summary>Builds each sample as a user does and compares what is found with the file that lists what must be.</summary>
[Collection(SampleBuilds.Name)]
public sealed class SampleTests : IDisposable
{
    private readonly string _sarif = Path.Combine(Path.GetTempPath(), $"growthguard-{Guid.NewGuid():N}.sarif");

    [Theory]
    [InlineData("LeakyOrders", "default", 1)]
    [InlineData("SteadyOrders", "default", 0)]
    [InlineData("SteadyOrders", "strict", 0)]
    public async Task Check_finds_what_the_sample_lists(string sample, string mode, int exitCode)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Path.Combine(Places.Samples, sample);
        var expected = ExpectedFindings.Parse(await File.ReadAllTextAsync(
            Path.Combine(folder, ExpectedFindings.FileName),
            cancellationToken));

        var run = await ToolRun.OfAsync(["check", folder, "--mode", mode, "--sarif", _sarif], cancellationToken);

        Assert.True(File.Exists(_sarif), $"The tool ended with {run.ExitCode} and wrote no SARIF log. It said:\n{run.Output}");
        var actual = SarifFindings.Parse(await File.ReadAllTextAsync(_sarif, cancellationToken), $"samples/{sample}/");
        var differences = FindingDiff.Of(expected, actual);
        Assert.True(
            differences.Count == 0,
            $"{sample}: the findings are not those of {ExpectedFindings.FileName}.\n  {string.Join("\n  ", differences)}\n" +
            $"Fix the analyzer, or the file when the sample has changed. The tool said:\n{run.Output}");
        Assert.True(run.ExitCode == exitCode, $"The tool ended with {run.ExitCode}, not {exitCode}. It said:\n{run.Output}");
        Assert.Empty(DocumentedOutput.Stale(run.Output, $"samples/{sample}/", Documents()));
    }

    [Theory]
    [InlineData("A.cs(1,2): warning GG1001: it grows", true)]
    [InlineData("A.cs(1,2): warning GG1001: it grows (see A.cs:3)", true)]
    [InlineData("samples/A/A.cs(1,2): warning GG1001: it grows", true)]
    [InlineData("B.cs(9,9): warning GG1001: of another file", true)]
    [InlineData("A.cs(9,9): warning GG1002: of another rule", true)]
    [InlineData("1 violation in 1 project (1 warning)\n2 violations in 1 project (2 warnings), 3.0 s", true)]
    [InlineData("A.cs(2,2): warning GG1001: it grows", false)]
    [InlineData("A.cs(1,2): info GG1001: it grows", false)]
    [InlineData("A.cs(1,2): warning GG1001: it grew", false)]
    [InlineData("A.cs(1,2): warning GG1001: it grows (see A.cs:4)", false)]
    [InlineData("3 violations in 1 project (2 warnings, 1 error)", false)]
    public void Stale_lines_of_documents_are_seen(string document, bool isFresh)
    {
        const string Output =
            "../../samples/A/A.cs(1,2): warning GG1001: it grows (see ../../samples/A/A.cs:3) [https://example.org/GG1001.md]\n2 violations in 1 project (2 warnings), 1.5 s\n";

        Assert.Equal(isFresh, DocumentedOutput.Stale(Output, "samples/A/", [("README.md", document)]).Count == 0);
    }

    /// <summary>What else shows output of a check. A picture has the lines in its description.</summary>
    private static readonly string[] OtherDocuments = ["README.md", "docs/getting-started.md", "docs/images/terminal.svg"];

    private static IEnumerable<(string Name, string Text)> Documents() =>
        Directory.EnumerateFiles(Path.Combine(Places.Repository, "docs", "rules"), "GG*.md")
            .Concat(OtherDocuments.Select(file => Path.Combine(Places.Repository, file)))
            .Select(file => (Path.GetFileName(file), TextOf(file)));

    private static string TextOf(string file)
    {
        var text = File.ReadAllText(file);
        return file.EndsWith(".svg", StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
    }

    public void Dispose() => File.Delete(_sarif);
}
