using System.CommandLine;
using GrowthGuard.Tool.Bisecting;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard bisect</c>, which finds the commit that made a scenario grow.</summary>
internal static class BisectCommand
{
    public static Command Create(ToolConsole console)
    {
        var scenario = Arguments.NoOption(new Argument<string>("SCENARIO")
        {
            Description = "The scenario, with or without its namespace."
        });
        var good = new Option<string>("--good") { Description = "A commit whose memory stays flat.", HelpName = "REV", Required = true };
        var bad = new Option<string>("--bad") { Description = "A later commit that grows.", HelpName = "REV", Required = true };
        var project = new Option<string>("--project")
        {
            Description = "The project that has the scenario; by default the one in the current folder.",
            HelpName = "PATH",
            DefaultValueFactory = _ => "."
        };
        var configuration = new Option<string>("--configuration", "-c")
        {
            Description = "Of the builds; by default Release.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "Release"
        };
        var framework = new Option<string?>("--framework", "-f")
        {
            Description = "The framework, when the project has several.",
            HelpName = "NAME"
        };
        var cache = new Option<string?>("--cache")
        {
            Description = $"Where builds are kept for the next search; by default {BuildCache.DefaultFolder}.",
            HelpName = "FOLDER"
        };
        var run = new ScenarioRunArguments();
        var format = Arguments.Choice("--format", "Form of the report on standard output.", BisectFormat.Text, [.. BisectFormat.Names]);
        var command = new Command(
            "bisect",
            "Finds the commit that made a scenario grow: builds and runs commits between two, in worktrees of their own.")
            {
                scenario,
                good,
                bad,
                project,
                configuration,
                framework,
                cache
            };
        run.AddTo(command);
        command.Add(format);
        command.SetAction((parsed, cancellation) => new BisectRun(
            new BisectOptions(
                parsed.GetRequiredValue(scenario),
                ProjectOf(parsed.GetRequiredValue(project)),
                parsed.GetRequiredValue(good),
                parsed.GetRequiredValue(bad),
                new ScenarioBuild(parsed.GetRequiredValue(configuration), parsed.GetValue(framework)),
                run.Read(parsed),
                Path.GetFullPath(parsed.GetValue(cache) ?? BuildCache.DefaultFolder),
                parsed.GetRequiredValue(format)),
            console).RunAsync(cancellation));
        return command;
    }

    private static BuildTarget ProjectOf(string path)
    {
        var target = BuildTarget.Resolve(path, Environment.CurrentDirectory);
        return Path.GetExtension(target.File).Equals(".csproj", StringComparison.OrdinalIgnoreCase)
            ? target
            : throw ToolException.Usage($"'{target.Name}' is a solution: name the project that has the scenario with --project.");
    }
}
