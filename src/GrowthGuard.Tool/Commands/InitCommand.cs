using System.CommandLine;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard init</c>.</summary>
internal static class InitCommand
{
    public static Command Create(ToolConsole console)
    {
        var path = Arguments.NoOption(new Argument<string>("PATH")
        {
            Description = "Solution, C# project, or a folder that holds one.",
            DefaultValueFactory = _ => ".",
        });
        var mode = Arguments.Choice(
            "--mode",
            "The severities of the rules.",
            "default",
            [.. Arguments.NamesOf<PolicyMode>().Where(name => name != "off")]);
        var yes = new Option<bool>("--yes", "-y") { Description = "Write everything without a question." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be written, and write nothing." };
        var build = new BuildArguments();
        var command = new Command(
            "init",
            "Sets a solution up: adds the package, accepts what is found in a baseline, and makes a GitHub workflow. Overwrites nothing.")
        {
            path, mode, yes, dryRun,
        };
        build.AddBuildTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var options = new InitOptions(
                build.ReadBuild(parsed, parsed.GetRequiredValue(path)) with { Mode = Arguments.Value<PolicyMode>(parsed, mode) },
                parsed.GetValue(yes),
                parsed.GetValue(dryRun));
            return new InitRun(options, console).RunAsync(cancellation);
        });
        return command;
    }
}
