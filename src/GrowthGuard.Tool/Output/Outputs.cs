using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Sarif;

namespace GrowthGuard.Tool.Output;

/// <summary>Writes a report to wherever it was asked for.</summary>
internal static class Outputs
{
    public static async Task WriteAsync(
        CheckReport report, OutputOptions options, string currentDirectory, string repository, ToolConsole console, bool withSummary, CancellationToken cancellation)
    {
        FindingFormats.Write(options.Format, report, currentDirectory, repository, console, withSummary);
        if (options.SarifFile is { } sarif)
        {
            await SarifWriter.WriteAsync(report, repository, Path.GetFullPath(sarif, currentDirectory), cancellation);
        }

        if (options.SummaryFile is { } summary)
        {
            Append(
                Path.GetFullPath(summary, currentDirectory),
                writer => FindingFormats.Write(
                    "markdown",
                    report,
                    currentDirectory,
                    repository,
                    console with { Out = writer },
                    withSummary));
        }
    }

    public static void Append(string file, Action<TextWriter> write)
    {
        try
        {
            using var writer = new StreamWriter(file, append: true);
            write(writer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"The summary cannot be written: {exception.Message} Give --summary a file that can be.");
        }
    }
}
