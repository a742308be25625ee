using System.CommandLine;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard flat</c>.</summary>
internal static class FlatCommand
{
    public static Command Create(ToolConsole console)
    {
        var assembly = Arguments.NoOption(new Argument<string>("ASSEMBLY")
        {
            Description = "The built assembly that holds scenarios: bin/Release/net10.0/Shop.Tests.dll."
        });
        var type = Arguments.NoOption(new Argument<string?>("TYPE")
        {
            Description = "The scenario, with or without its namespace; all of the assembly when left out.",
            Arity = ArgumentArity.ZeroOrOne
        });
        var run = new ScenarioRunArguments();
        var settings = new RunSettingArguments();
        var compare = Arguments.File(
            "--compare",
            "Compare the rates with those of an earlier run: a report as JSON, of one scenario or several.");
        var report = new Option<string?>("--report")
        {
            Description = "Write the page with the curves and the series as JSON to this folder, whatever the verdict.",
            HelpName = "FOLDER"
        };
        var history = new HistoryArguments("each scenario that was judged", "where the assembly is");
        var format = Arguments.Choice("--format", "Form of the report on standard output.", FlatFormat.Text, [.. FlatFormat.Names]);

        var command = new Command(
            "flat",
            "Runs scenarios again and again, each in a process of its own, and says whether memory stays flat.")
        {
            assembly, type, report, format, compare,
        };
        history.AddTo(command);
        run.AddTo(command);
        settings.AddTo(command);
        command.SetAction((parsed, cancellation) => new FlatRuns(
            new FlatOptions
            {
                Assembly = parsed.GetRequiredValue(assembly),
                Type = parsed.GetValue(type),
                Run = run.Read(parsed),
                Settings = settings.Read(parsed),
                Arguments = settings.ReadArguments(parsed),
                Compare = parsed.GetValue(compare),
                ReportFolder = parsed.GetValue(report),
                History = history.Read(parsed),
                Format = parsed.GetRequiredValue(format),
            },
            console).RunAsync(cancellation));
        return command;
    }
}
