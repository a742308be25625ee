using System.Net;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Output;

/// <summary>A job summary: a heading with the counts and one table row per finding, for as many as a summary may hold.</summary>
internal static class MarkdownFormat
{
    /// <summary>GitHub takes a mebibyte for a summary, and drops a larger one.</summary>
    private const int MostRows = 500;

    public static void Write(CheckReport report, ShownPaths paths, ToolConsole console, bool withSummary)
    {
        var output = console.Out;
        output.WriteLine($"### GrowthGuard: {Summary.Of(report)}");
        if (!report.Open.Any())
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("| Level | Rule | Where | Evidence |");
        output.WriteLine("| --- | --- | --- | --- |");
        foreach (var finding in report.Open.Take(MostRows))
        {
            var related = string.Concat(finding.Related.Select(place => $"<br>see {Code(paths.WithLine(place))}"));
            output.WriteLine(
                $"| {LevelNames.Of(finding.Level)} | [{finding.Rule.Id}]({finding.Rule.Descriptor.HelpLinkUri}) " +
                $"| {Code(paths.WithLine(finding.Place))} | {Cell(finding.Message)}{related} |");
        }

        if (report.Open.Count() - MostRows is > 0 and var more)
        {
            output.WriteLine($"\n... and {more} more");
        }
    }

    /// <summary>As HTML, since a code span in backticks cannot hold every path, nor a table cell a pipe.</summary>
    private static string Code(string text) => $"<code>{Cell(text)}</code>";

    private static string Cell(string text)
    {
        var cell = WebUtility.HtmlEncode(SafeText.Line(text));
        foreach (var special in @"\|*_`[]~")
        {
            cell = cell.Replace(special.ToString(), $"&#{(int)special};", StringComparison.Ordinal);
        }

        return cell;
    }
}
