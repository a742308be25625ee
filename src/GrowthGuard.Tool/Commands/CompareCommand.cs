using System.CommandLine;
using GrowthGuard.Tool.Experiments;

namespace GrowthGuard.Tool.Commands;

/// <summary>
/// The command line of <c>growthguard compare</c>, which runs the same under variants and says which one isolates the growth.
/// </summary>
internal static class CompareCommand
{
    public static Command Create(ToolConsole console) =>
        new("compare", "Runs the same under variants, and says which one isolates the growth.") { OfLoad(console), OfScenario(console) };

    private static Command OfLoad(ToolConsole console)
    {
        var command = new Command("load", "Puts a server under the same load under each variant, in turn and in a new process each time.");
        var (load, compare) = (new LoadArguments(), new CompareArguments());
        load.AddTo(command);
        compare.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            compare.Read(parsed),
            new LoadExperiment(load.Read(parsed)),
            console,
            cancellation));
        return command;
    }

    private static Command OfScenario(ToolConsole console)
    {
        var path = Arguments.NoOption(new Argument<string>("PATH")
        {
            Description = "The project that has the scenario, which is built, or its assembly."
        });
        var scenario = Arguments.NoOption(new Argument<string>("TYPE") { Description = "The scenario, with or without its namespace." });
        var framework = new Option<string?>("--framework", "-f")
        {
            Description = "The framework, when the project has several.",
            HelpName = "NAME"
        };
        var command = new Command(
            "flat",
            "Runs a scenario under each variant, in turn and in a new process each time.") { path, scenario, framework };
        var (run, compare) = (new ScenarioRunArguments(), new CompareArguments());
        run.AddTo(command);
        compare.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            compare.Read(parsed), new ScenarioExperiment(
                Path.GetFullPath(parsed.GetRequiredValue(path)),
                parsed.GetRequiredValue(scenario),
                parsed.GetValue(framework),
                run.Read(parsed)), console, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CompareOptions options,
        IExperiment experiment,
        ToolConsole console,
        CancellationToken cancellation)
    {
        using (experiment)
        {
            return await new CompareRun(experiment, options, console).RunAsync(cancellation);
        }
    }
}
