using System.CommandLine;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard load</c>, which puts a server under load and says whether its memory stays flat.</summary>
internal static class LoadCommand
{
    public static Command Create(ToolConsole console)
    {
        var arguments = new LoadArguments();
        var history = new HistoryArguments("the verdict", "in the current folder");
        var format = Arguments.Choice("--format", "Form of the report on standard output.", LoadFormat.Text, [.. LoadFormat.Names]);
        var command = new Command("load", "Puts a server under load, iteration by iteration, and says whether its memory stays flat.");
        arguments.AddTo(command);
        command.Add(format);
        history.AddTo(command);
        command.SetAction((parsed, cancellation) =>
            new LoadRun(arguments.Read(parsed), history.Read(parsed), parsed.GetRequiredValue(format), console).RunAsync(cancellation));
        return command;
    }
}
