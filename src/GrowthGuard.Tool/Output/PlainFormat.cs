using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Output;

/// <summary>
/// Text for files, pipes and CI logs: one line per finding in the compiler's form, which tools know and grep finds.
/// <c>path(line,column): level id: message (see path:line, ...) [link]</c>
/// </summary>
internal static class PlainFormat
{
    public static void Write(CheckReport report, ShownPaths paths, ToolConsole console, bool withSummary)
    {
        foreach (var finding in report.Open)
        {
            var related = finding.Related.IsEmpty ? "" : $" (see {string.Join(", ", finding.Related.Select(paths.WithLine))})";
            console.Out.WriteLine(SafeText.Line(
                $"{paths.Of(finding.Place.File)}({finding.Place.Line},{finding.Place.Column}): {LevelNames.Of(finding.Level)} " +
                $"{finding.Rule.Id}: {finding.Message}{related} [{finding.Rule.Descriptor.HelpLinkUri}]"));
        }

        if (withSummary)
        {
            console.Out.WriteLine(Summary.Of(report));
        }
    }
}
