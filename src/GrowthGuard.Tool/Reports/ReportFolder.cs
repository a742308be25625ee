using System.Text.Json;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Output;
using GrowthGuard.Tool.Sarif;

namespace GrowthGuard.Tool.Reports;

/// <summary>The folder of <c>--report</c>: the page, and what the next report is compared with.</summary>
internal sealed class ReportFolder
{
    public const string PageName = "growthguard.html";
    public const string DataName = "growthguard.json";

    private const int DataVersion = 1;

    /// <summary>Reports in the curve.</summary>
    private const int MostCounts = 60;

    private readonly string _folder;
    private readonly LastReport? _last;

    private ReportFolder(string folder, LastReport? last)
    {
        _folder = folder;
        _last = last;
    }

    /// <summary>Makes the folder and reads its last report, before anything is built.</summary>
    /// <returns>Null when no report is wanted.</returns>
    /// <exception cref="ToolException">The folder cannot be made, or its last report cannot be read.</exception>
    public static ReportFolder? Open(OutputOptions options, string currentDirectory)
    {
        if (options.ReportFolder is not { } name)
        {
            return null;
        }

        var folder = Path.GetFullPath(name, currentDirectory);
        Accessing(() => Directory.CreateDirectory(folder));
        return new ReportFolder(folder, Read(Path.Combine(folder, DataName)));
    }

    /// <summary>Writes the page, and then what the next one is compared with.</summary>
    /// <exception cref="ToolException">They cannot be written.</exception>
    public void Write(CheckReport report, string repository, DateTimeOffset at)
    {
        var open = report.Open.ToList();
        var ids = Fingerprint.Of(open, repository).ToList();
        var paths = new ShownPaths(repository);
        var now = new LastReport(
            DataVersion,
            at,
            [.. open.Zip(ids, (finding, id) => new ReportedFinding(id, finding.Rule.Id, paths.WithLine(finding.Place), finding.Message))],
            [
                .. (_last?.History ?? []).TakeLast(MostCounts - 1),
                new ReportCount(at, report.Violations.Count(), open.Count(finding => finding.Level == RuleLevel.Info))
            ]);
        var page = ReportPage.Of(report, repository, now, _last);
        Accessing(() =>
        {
            File.WriteAllText(Path.Combine(_folder, PageName), page);
            File.WriteAllText(Path.Combine(_folder, DataName), JsonSerializer.Serialize(now, LastReportJson.Default.LastReport));
        });
    }

    private static LastReport? Read(string file)
    {
        try
        {
            return !File.Exists(file) ? null
                : JsonSerializer.Deserialize(File.ReadAllText(file), LastReportJson.Default.LastReport) switch
                {
                    { Version: DataVersion } last => last,
                    { Version: var version } => throw Unreadable(file, $"it is of version {version}, and {DataVersion} is understood"),
                    null => throw Unreadable(file, "it is empty"),
                };
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, exception.Message);
        }
    }

    private static void Accessing(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"The report cannot be written: {exception.Message} Give --report a folder that can be.");
        }
    }

    private static ToolException Unreadable(string file, string reason) => ToolException.Usage(
        $"The last report cannot be read: '{file}' ({reason}). Delete it to start again without a comparison.");
}
