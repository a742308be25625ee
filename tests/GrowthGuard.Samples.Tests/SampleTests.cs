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
        var expected = ExpectedFindings.Parse(await File.ReadAllTextAsync(Path.Combine(folder, ExpectedFindings.FileName), cancellationToken));

        var run = await ToolRun.OfAsync(["check", folder, "--mode", mode, "--sarif", _sarif], cancellationToken);

        Assert.True(File.Exists(_sarif), $"The tool ended with {run.ExitCode} and wrote no SARIF log. It said:\n{run.Output}");
        var actual = SarifFindings.Parse(await File.ReadAllTextAsync(_sarif, cancellationToken), $"samples/{sample}/");
        var differences = FindingDiff.Of(expected, actual);
        Assert.True(
            differences.Count == 0,
            $"{sample}: the findings are not those of {ExpectedFindings.FileName}.\n  {string.Join("\n  ", differences)}\n" +
            $"Mend the analyzer, or the file when the sample has changed. The tool said:\n{run.Output}");
        Assert.True(run.ExitCode == exitCode, $"The tool ended with {run.ExitCode}, not {exitCode}. It said:\n{run.Output}");
    }

    public void Dispose() => File.Delete(_sarif);
}
