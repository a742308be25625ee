using System.CommandLine;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard explain</c>: the page of a rule, or the evidence of what it reports in a file.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolConsole console)
    {
        var rule = Arguments.NoOption(new Argument<string>("RULE") { Description = "Id of a rule, for example GG1001." });
        rule.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !token.Value.StartsWith('-') && Find(token.Value) is null)
            {
                result.AddError($"There is no rule '{token.Value}': they are {RuleCatalog.All[0].Id} to {RuleCatalog.All[^1].Id}.");
            }
        });
        var place = Arguments.NoOption(new Argument<string?>("PLACE")
        {
            Description =
                "A source file of a project, or a line of it as FILE:LINE. Its project is built, and what the rule reports there is " +
                "shown with all evidence.",
            Arity = ArgumentArity.ZeroOrOne,
        });
        var format = Arguments.Choice(
            "--format",
            "Form of what is shown on standard output.",
            ExplainFormat.Text,
            [.. ExplainFormat.Names]);
        var build = new BuildArguments();
        var command = new Command(
            "explain",
            "Shows the page of a rule, or why the rule reports something in a file.") { rule, place, format };
        build.AddBuildTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var options = new ExplainOptions(
                Find(parsed.GetRequiredValue(rule))!,
                parsed.GetValue(place),
                parsed.GetRequiredValue(format),
                build.ReadBuild(parsed, path: "."));
            return new ExplainRun(options, console).RunAsync(cancellation);
        });
        return command;
    }

    private static Rule? Find(string id) => RuleCatalog.All.FirstOrDefault(rule => rule.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
