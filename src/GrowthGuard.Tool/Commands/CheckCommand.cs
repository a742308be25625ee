using System.CommandLine;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(ToolConsole console)
    {
        var build = new BuildArguments();
        var output = new OutputArguments();
        var command = new Command("check", "Builds with the GrowthGuard analyzers injected and reports what grows without a bound.");
        build.AddTo(command);
        output.AddTo(command);
        command.SetAction((parsed, cancellation) => new CheckRun(
            build.Read(parsed) with { Output = output.Read(parsed) },
            console).RunAsync(cancellation));
        return command;
    }
}
