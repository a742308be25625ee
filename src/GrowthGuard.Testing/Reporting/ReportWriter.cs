using System.Security.Cryptography;
using System.Text;

namespace GrowthGuard.Testing.Reporting;

/// <summary>Writes the files of a report, and the summary of a job.</summary>
internal static class ReportWriter
{
    /// <summary>The folder for reports, when the test names none.</summary>
    public const string FolderVariable = "GROWTHGUARD_REPORTS";

    /// <summary>The file that the CI shows as the summary of a job.</summary>
    public const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    /// <summary>What the file of a dump ends with.</summary>
    public const string DumpExtension = ".dmp";

    private const string DefaultFolder = "growthguard";
    private const int MaxNameLength = 120;
    private const int MarkBytes = 4;

    // Scenarios run side by side and share one summary.
    private static readonly object Appending = new();

    /// <summary>
    /// Writes the files of a run that was not proven flat, or of any run when a folder was named. What an earlier run of the same
    /// scenario left is replaced, or removed.
    /// </summary>
    /// <param name="result">What came of the run.</param>
    /// <param name="folder">The folder that the test names; null for that of the environment, or one beside the test assembly.</param>
    /// <param name="beside">The folder of the test assembly; that of the program when null or empty.</param>
    /// <returns>The result with the paths.</returns>
    public static MemoryFlatResult Write(MemoryFlatResult result, string? folder, string? beside)
    {
        var isAsked = Named(folder) is not null;
        var file = FileOf(result.Scenario, folder, beside);
        folder = Path.GetDirectoryName(file)!;
        var files = new ReportFiles(file + ".html", file + ".json");
        try
        {
            if (result.Dump is null && Directory.Exists(folder))
            {
                File.Delete(file + DumpExtension);
            }

            if (result.Verdict == Verdict.Flat && !isAsked)
            {
                Remove(folder, files);
            }
            else
            {
                Directory.CreateDirectory(folder);
                result = result with { Reports = files };
                File.WriteAllText(files.Html, HtmlReport.Of(result));
                File.WriteAllText(files.Json, JsonReport.Of(result));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The verdict is worth more than its files.
            var note = $"No report was written to '{folder}': {e.Message}";
            result = result with { Reports = null, Environment = result.Environment with { Notes = [.. result.Environment.Notes, note] } };
        }

        AppendSummary(result);
        return result;
    }

    /// <summary>The files of a run, without what tells them from each other.</summary>
    /// <param name="scenario">The name of the run.</param>
    /// <param name="folder">The folder that the test names; null for that of the environment, or one beside the test assembly.</param>
    /// <param name="beside">The folder of the test assembly; that of the program when null or empty.</param>
    public static string FileOf(string scenario, string? folder, string? beside) => Path.GetFullPath(
        Path.Combine(
            Named(folder) ?? Path.Combine(string.IsNullOrEmpty(beside) ? AppContext.BaseDirectory : beside, DefaultFolder),
            FileName(scenario)));

    private static string? Named(string? folder) =>
        folder ?? (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : null);

    private static void Remove(string folder, ReportFiles files)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(files.Html);
            File.Delete(files.Json);
        }
    }

    private static void AppendSummary(MemoryFlatResult result)
    {
        if (Environment.GetEnvironmentVariable(SummaryVariable) is not { Length: > 0 } file)
        {
            return;
        }

        try
        {
            lock (Appending)
            {
                File.AppendAllText(file, MarkdownReport.Of(result));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process writes there; the message of the test has it all.
        }
    }

    /// <summary>A name that had to be changed gets a mark that no other has, or two scenarios would write the same file.</summary>
    private static string FileName(string scenario)
    {
        var name = new StringBuilder(scenario.Length);
        foreach (var character in scenario)
        {
            name.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '_');
        }

        if (name.Length <= MaxNameLength && name.ToString() == scenario)
        {
            return scenario;
        }

        var mark = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(scenario)), 0, MarkBytes).ToLowerInvariant();
        var kept = Math.Min(name.Length, MaxNameLength);
        return $"{name.ToString(name.Length - kept, kept)}-{mark}";
    }
}
