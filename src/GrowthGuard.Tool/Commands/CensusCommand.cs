using System.CommandLine;
using System.Text;
using GrowthGuard.Diagnostics;
using GrowthGuard.Tool.Diagnosing;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>The command line of <c>growthguard census</c>, which says what a running process holds, and what changed.</summary>
internal static class CensusCommand
{
    public static Command Create(ToolConsole console)
    {
        var target = Arguments.NoOption(new Argument<string>("TARGET")
        {
            Description = "The process: the address of its endpoint (http://localhost:5000), its id, or a part of its command line."
        });
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write the snapshot to this file, as it was answered.",
            HelpName = "FILE"
        };
        var command = new Command(
            "census",
            "Takes a snapshot of a running process: memory, and the count and bound of each store.") { target, output, Diff(console) };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = new CensusClient();
            var endpoint = await CensusTarget.FindAsync(parsed.GetRequiredValue(target), client, cancellation);
            var (json, snapshot) = await client.TakeAsync(endpoint, cancellation);
            if (parsed.GetValue(output) is { } file)
            {
                CensusFile.Write(file, json);
                console.Error.WriteLine($"Written to {file}.");
            }
            else
            {
                CensusFormat.Write(snapshot, console);
            }

            return ExitCodes.Clean;
        });
        return command;
    }

    private static Command Diff(ToolConsole console)
    {
        var before = Arguments.NoOption(new Argument<string>("BEFORE") { Description = "The file of the earlier snapshot." });
        var after = Arguments.NoOption(new Argument<string>("AFTER") { Description = "The file of the later snapshot." });
        var format = Arguments.Choice("--format", "Form of the result.", CensusDiffFormat.Text, [.. CensusDiffFormat.Names]);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write the result to this file; GrowthGuard.census.json is evidence for the analyzers, with --format json.",
            HelpName = "FILE"
        };
        var command = new Command(
            "diff",
            "Compares two snapshots: what grew comes first, with growth per hour and per request.") { before, after, format, output };
        command.SetAction(parsed =>
        {
            var text = CensusDiffFormat.Of(
                parsed.GetRequiredValue(format),
                Between(parsed.GetRequiredValue(before), parsed.GetRequiredValue(after)));
            if (parsed.GetValue(output) is { } file)
            {
                CensusFile.Write(file, Encoding.UTF8.GetBytes(text));
            }
            else
            {
                console.Out.Write(text);
            }

            return ExitCodes.Clean;
        });
        return command;
    }

    private static CensusDiff Between(string before, string after)
    {
        var first = CensusFile.Read(before);
        var last = CensusFile.Read(after);
        return last.TakenAt >= first.TakenAt
            ? CensusDiff.Between(first, last)
            : throw ToolException.Usage($"{after} was taken before {before}. Give the earlier file first.");
    }
}
