using System.CommandLine;
using System.Globalization;
using GrowthGuard.Tool.Diagnosing;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard watch</c>.</summary>
internal static class WatchCommand
{
    public static Command Create(ToolConsole console)
    {
        var target = Arguments.NoOption(new Argument<string>("TARGET")
        {
            Description = "The process: the address of its endpoint (http://localhost:5000), its id, or a part of its command line."
        });
        var interval = Seconds("--interval", "Seconds between two readings; by default 5.");
        var duration = Seconds("--duration", "Seconds after which to stop; by default until Ctrl+C.");
        var csv = Arguments.File("--csv", "Also write each reading to this file, as a line of comma-separated values.");
        var command = new Command("watch", "Shows what a running process holds, again and again.") { target, interval, duration, csv };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = new CensusClient();
            var options = new WatchOptions(
                SecondsOf(parsed.GetValue(interval)) ?? TimeSpan.FromSeconds(5),
                SecondsOf(parsed.GetValue(duration)),
                parsed.GetValue(csv));
            using var source = await CensusTarget.SourceAsync(
                parsed.GetRequiredValue(target),
                client,
                options.Interval,
                console,
                cancellation);
            return await new WatchRun(options, source, console).RunAsync(cancellation);
        });
        return command;
    }

    private static TimeSpan? SecondsOf(string? text) =>
        text is null ? null : TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

    private static Option<string?> Seconds(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "SECONDS" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] &&
                !(double.TryParse(token.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) &&
                    seconds > 0 && seconds < 1e6))
            {
                result.AddError($"'{token.Value}' is not a value of {name}: write a number of seconds above 0.");
            }
        });
        return option;
    }
}
