using GrowthGuard.Testing.Reporting;

namespace GrowthGuard.Testing.Tests.Reporting;

public sealed class ReportWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("growthguard-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Writes_where_the_test_says_and_tells_where()
    {
        var written = ReportWriter.Write(Results.Leak(), Path.Combine(_folder, "deep"), null);

        Assert.Equal(Path.Combine(_folder, "deep", Path.GetFileName(written.Reports!.Html)), written.Reports.Html);
        Assert.Matches("^Shop\\.Tests\\.Audit_int_-[0-9a-f]{8}\\.html$", Path.GetFileName(written.Reports.Html));
        Assert.Equal(written.ToHtml(), File.ReadAllText(written.Reports.Html));
        Assert.Equal(written.ToJson(), File.ReadAllText(written.Reports.Json));
        Assert.Contains(written.Reports.Html, written.ToString());
    }

    [Fact]
    public void Two_scenarios_never_write_the_same_file()
    {
        string[] names = ["Shop.Audit<int>", "Shop.Audit[int]", "Shop.Audit_int_", $"A{new string('x', 150)}", $"B{new string('x', 150)}"];

        var files = names.Select(name => ReportWriter.Write(Results.Leak() with { Scenario = name }, _folder, null).Reports!.Json).ToList();

        Assert.Equal(files.Count, files.Distinct().Count());
        Assert.Equal("Shop.Audit_int_.json", Path.GetFileName(files[2]));
    }

    [Fact]
    public void A_flat_run_writes_only_when_a_folder_was_named_and_removes_what_is_out_of_date()
    {
        var leak = ReportWriter.Write(Results.Leak(), null, _folder).Reports!;
        Assert.True(File.Exists(leak.Html));

        Assert.Null(ReportWriter.Write(Results.Flat(), null, _folder).Reports);
        Assert.False(File.Exists(leak.Html) || File.Exists(leak.Json));
        Assert.True(File.Exists(ReportWriter.Write(Results.Flat(), _folder, null).Reports!.Html));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_note_and_not_a_failure()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var written = ReportWriter.Write(Results.Leak(), Path.Combine(file, "folder"), null);

        Assert.Null(written.Reports);
        Assert.Contains("No report was written to", written.ToString());
    }
}
