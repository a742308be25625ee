using System.CommandLine;
using System.Globalization;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard flat</c>.</summary>
internal static class FlatCommand
{
    public static Command Create(ToolConsole console)
    {
        var assembly = Arguments.NoOption(new Argument<string>("ASSEMBLY") { Description = "The built assembly that holds scenarios: bin/Release/net10.0/Shop.Tests.dll." });
        var type = Arguments.NoOption(new Argument<string?>("TYPE") { Description = "The scenario, with or without its namespace; all of the assembly when left out.", Arity = ArgumentArity.ZeroOrOne });
        var budget = Count("--budget", "Invocations within which memory must be proven flat; as many again confirm a leak. By default 1000.");
        var confirm = Count("--confirm", "Invocations that confirm a leak; as many as the budget by default.");
        var allowHeap = Amount("--allow-heap", "Managed bytes per invocation that are allowed; by default 16.");
        var allowRss = Amount("--allow-rss", "Private bytes per invocation that are allowed; by default 64.");
        var ignore = new Option<string[]>("--ignore") { Description = "Name of a root that is not counted, with * for any text; can be given several times.", HelpName = "NAME" };
        var environment = new Option<string[]>("--environment", "-e") { Description = "Environment variable of the process; can be given several times.", HelpName = "NAME=VALUE" };
        environment.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=') < 1) is { } token)
            {
                result.AddError($"'{token.Value}' is not a variable: write --environment NAME=VALUE.");
            }
        });
        var report = new Option<string?>("--report") { Description = "Write the page with the curves and the series as JSON to this folder, whatever the verdict.", HelpName = "FOLDER" };
        var history = Arguments.File("--history", "Append a line for each scenario that was judged to this file, from which 'growthguard trend' sees since which commit it grows.");
        var commit = new Option<string?>("--commit") { Description = "What is measured, for --history; by default the commit that is checked out where the assembly is.", HelpName = "ID" };
        commit.Validators.Add(result =>
        {
            if (result.GetResult(history) is null)
            {
                result.AddError("'--commit' is only for --history: name the file too.");
            }
            else if (result.Tokens is [var token] && (token.Value.Length == 0 || token.Value.Any(char.IsWhiteSpace)))
            {
                result.AddError($"'{token.Value}' is not a value of --commit: write one word.");
            }
        });
        var format = Arguments.Choice("--format", "Form of the report on standard output.", FlatFormat.Text, [.. FlatFormat.Names]);

        var command = new Command("flat", "Runs scenarios again and again, each in a process of its own, and says whether memory stays flat.")
        {
            assembly, type, budget, confirm, allowHeap, allowRss, ignore, environment, report, history, commit, format,
        };
        command.SetAction((parsed, cancellation) => new FlatRuns(
            new FlatOptions
            {
                Assembly = parsed.GetRequiredValue(assembly),
                Type = parsed.GetValue(type),
                Budget = CountOf(parsed.GetValue(budget)),
                Confirm = CountOf(parsed.GetValue(confirm)),
                AllowHeap = AmountOf(parsed.GetValue(allowHeap)),
                AllowRss = AmountOf(parsed.GetValue(allowRss)),
                Ignore = parsed.GetValue(ignore) ?? [],
                Environment = parsed.GetValue(environment) ?? [],
                ReportFolder = parsed.GetValue(report),
                HistoryFile = parsed.GetValue(history),
                Commit = parsed.GetValue(commit),
                Format = parsed.GetRequiredValue(format),
            },
            console).RunAsync(cancellation));
        return command;
    }

    private static int? CountOf(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static double? AmountOf(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static Option<string?> Count(string name, string description) => Number(name, description, "N", text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0, "a whole number above 0");

    private static Option<string?> Amount(string name, string description) => Number(name, description, "BYTES", text =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0, "a number above 0");

    /// <summary>As text, so that a wrong one is answered with what was typed.</summary>
    private static Option<string?> Number(string name, string description, string helpName, Func<string, bool> isRight, string what)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !isRight(token.Value))
            {
                result.AddError($"'{token.Value}' is not a value of {name}: write {what}.");
            }
        });
        return option;
    }
}
