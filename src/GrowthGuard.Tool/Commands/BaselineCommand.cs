using System.CommandLine;
using GrowthGuard.Analyzers.Catalog;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard baseline</c>.</summary>
internal static class BaselineCommand
{
    public static Command Create(ToolConsole console) =>
        new("baseline", "Keeps GrowthGuard.baseline.txt, the findings that are accepted for now.")
        {
            Accept(console),
            Prune(console),
            Check(console),
        };

    private static Command Accept(ToolConsole console)
    {
        var build = new BuildArguments();
        var only = Only("Accept findings of this rule only, of whatever level; can be given several times.");
        var reason = new Option<string?>("--reason") { Description = "Why, for the new lines.", HelpName = "TEXT" };
        var allowIncrease = new Option<bool>("--allow-increase") { Description = "Accept more than before also in CI." };
        var command = new Command(
            "accept",
            "Builds, and adds what fails the check to the baseline. Removes nothing.") { only, reason, allowIncrease };
        build.AddTo(command);
        command.SetAction((parsed, cancellation) => new AcceptRun(
            build.Read(parsed), new AcceptOptions(
                parsed.GetValue(only) ?? [],
                parsed.GetValue(reason),
                parsed.GetValue(allowIncrease)), console).RunAsync(cancellation));
        return command;
    }

    private static Command Prune(ToolConsole console)
    {
        var build = new BuildArguments();
        var only = Only("Prune lines of this rule only; can be given several times.");
        var command = new Command("prune", "Builds, and removes what no longer matches from the baseline. Adds nothing.") { only };
        build.AddTo(command);
        command.SetAction((parsed, cancellation) => new PruneRun(
            build.Read(parsed),
            parsed.GetValue(only) ?? [],
            console).RunAsync(cancellation));
        return command;
    }

    private static Command Check(ToolConsole console)
    {
        var build = new BuildArguments();
        var output = new OutputArguments();
        var command = new Command(
            "check",
            "Builds, and fails when something is found that is not in the baseline, or when the baseline can shrink.");
        build.AddTo(command);
        output.AddTo(command);
        command.SetAction((parsed, cancellation) => new CheckRun(
            build.Read(parsed) with { Output = output.Read(parsed), HoldsBaseline = true },
            console).RunAsync(cancellation));
        return command;
    }

    private static Option<string[]> Only(string description)
    {
        var option = new Option<string[]>("--only") { Description = description, HelpName = "RULE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !RuleCatalog.All.Any(rule => rule.Id == token.Value &&
                rule.CanBeAccepted)) is { } token)
            {
                result.AddError($"There is no rule '{token.Value}' that a baseline can accept.");
            }
        });
        return option;
    }
}
