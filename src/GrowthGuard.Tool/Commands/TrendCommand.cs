using System.CommandLine;
using GrowthGuard.Tool.History;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard trend</c>, which draws a history and says since which commit a rate is another.</summary>
internal static class TrendCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = Arguments.NoOption(new Argument<string>("FILE")
        {
            Description = "The history that 'growthguard flat' or 'growthguard load' has written with --history FILE."
        });
        var format = Arguments.Choice("--format", "Form of the report on standard output.", TrendFormat.Text, [.. TrendFormat.Names]);
        var summary = Arguments.File("--summary", "Append the report in Markdown to this file, for example $GITHUB_STEP_SUMMARY.");
        var command = new Command(
            "trend",
            "Draws how memory grew from commit to commit, and says since which one it grows faster or slower.") { file, format, summary };
        command.SetAction(parsed =>
        {
            var trends = RateTrend.Of(HistoryFile.Read(parsed.GetRequiredValue(file)));
            console.Out.Write(TrendFormat.Of(parsed.GetRequiredValue(format), trends));
            if (parsed.GetValue(summary) is { } appended)
            {
                Outputs.Append(appended, writer => writer.Write(TrendFormat.Of(TrendFormat.Markdown, trends)));
            }

            return trends.Any(trend => trend.HasGoneUp) ? ExitCodes.Violations : ExitCodes.Clean;
        });
        return command;
    }
}
