using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Output;

/// <summary>Workflow commands, which GitHub Actions shows as annotations on the changed lines.</summary>
internal static class GitHubFormat
{
    private static readonly Dictionary<RuleLevel, string> Commands = new()
    {
        [RuleLevel.Info] = "notice",
        [RuleLevel.Warning] = "warning",
        [RuleLevel.Error] = "error",
    };

    public static void Write(CheckReport report, ShownPaths paths, ToolConsole console, bool withSummary)
    {
        foreach (var finding in report.Open)
        {
            var place = finding.Place;
            var related = string.Concat(finding.Related.Select(other => "\nsee " + paths.WithLine(other)));
            console.Out.WriteLine(
                $"::{Commands[finding.Level]} " +
                $"file={Property(paths.Of(place.File))},line={place.Line},col={place.Column},endLine={place.EndLine}," +
                $"title={Property($"{finding.Rule.Id} {finding.Rule.Descriptor.Title}")}::{Data($"{finding.Message}{related}\n{finding.Rule.Descriptor.HelpLinkUri}")}");
        }

        if (withSummary)
        {
            console.Out.WriteLine(Summary.Of(report));
        }
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
