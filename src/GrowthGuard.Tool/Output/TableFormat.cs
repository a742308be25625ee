using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Findings;
using Spectre.Console;

namespace GrowthGuard.Tool.Output;

/// <summary>Text for a terminal: a table with the evidence, then each rule's page once.</summary>
internal static class TableFormat
{
    private static readonly Dictionary<RuleLevel, Color> Colours = new()
    {
        [RuleLevel.Info] = Color.Blue,
        [RuleLevel.Warning] = Color.Yellow,
        [RuleLevel.Error] = Color.Red,
    };

    public static void Write(CheckReport report, ShownPaths paths, ToolConsole console, bool withSummary)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Out) });
        var open = report.Open.ToArray();
        if (open.Length > 0)
        {
            terminal.Write(TableOf(open, paths));
            foreach (var rule in open.Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal))
            {
                // Past Spectre, which would wrap the link, and half a link opens nothing.
                console.Out.WriteLine($"{rule.Id}  {rule.Descriptor.HelpLinkUri}");
            }
        }

        if (withSummary)
        {
            terminal.Write(new Text(Summary.Of(report) + "\n", new Style(report.Violations.Any() ? Color.Red : Color.Green)));
        }
    }

    private static Table TableOf(IEnumerable<Finding> findings, ShownPaths paths)
    {
        var table = new Table().RoundedBorder().AddColumns("Where", "Rule", "Evidence");
        foreach (var finding in findings)
        {
            var rule = new Text($"{LevelNames.Of(finding.Level)}\n{finding.Rule.Id}", new Style(Colours[finding.Level]));
            table.AddRow(new Text(SafeText.Line(paths.WithLine(finding.Place))), rule, Evidence(finding, paths));
        }

        return table;
    }

    private static Paragraph Evidence(Finding finding, ShownPaths paths)
    {
        var evidence = new Paragraph(SafeText.Line(finding.Message));
        foreach (var place in finding.Related)
        {
            evidence.Append("\nsee " + SafeText.Line(paths.WithLine(place)), new Style(decoration: Decoration.Dim));
        }

        return evidence;
    }
}
