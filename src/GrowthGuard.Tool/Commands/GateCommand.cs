using System.CommandLine;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard gate</c>.</summary>
internal static class GateCommand
{
    private const string AsLogged = "logged";

    public static Command Create(ToolConsole console)
    {
        var logs = Arguments.NoOption(new Argument<string[]>("LOG")
        {
            Description = "SARIF logs of builds (2.1.0 or 1.0.0), folders of them, or patterns such as 'logs/**/*.sarif'.",
            Arity = ArgumentArity.OneOrMore,
        });
        var mode = Arguments.Choice(
            "--mode",
            "The severities of the rules; by default as the builds logged them.",
            AsLogged,
            [AsLogged, .. Arguments.NamesOf<PolicyMode>()]);
        var baseline = Arguments.Files(
            "--baseline",
            "Baseline of all logs together, which are taken for the whole of what it is about; can be given several times.");
        var root = new Option<string?>("--root")
        {
            Description = "Folder of the sources; the repository of the current folder by default.",
            HelpName = "FOLDER"
        };
        var allowUnanalyzed = new Option<bool>("--allow-unanalyzed")
        {
            Description =
                "Leave logs out in which the analyzers did not run, such as those of other tools; otherwise they end the gate without a " +
                "verdict."
        };
        var output = new OutputArguments();
        var command = new Command(
            "gate",
            "Merges the SARIF logs of many builds and judges once.") { logs, mode, baseline, root, allowUnanalyzed };
        output.AddTo(command);
        command.SetAction((parsed, cancellation) => new GateRun(
            new GateOptions
            {
                Logs = parsed.GetRequiredValue(logs),
                Mode = parsed.GetRequiredValue(mode) == AsLogged ? null : Arguments.Value<PolicyMode>(parsed, mode),
                Baselines = parsed.GetValue(baseline) ?? [],
                Root = parsed.GetValue(root),
                AllowUnanalyzed = parsed.GetValue(allowUnanalyzed),
                Output = output.Read(parsed),
            },
            console).RunAsync(cancellation));
        return command;
    }
}
