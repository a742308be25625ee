using System.CommandLine;
using System.CommandLine.Parsing;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool;

/// <summary>The verbs of the tool, and what happens when the command line is wrong.</summary>
internal static class CommandLine
{
    /// <summary>Longer than <c>dotnet build</c> needs to stop by itself, short enough for an impatient Ctrl+C.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    /// <summary>A folder may be called '@shop': no word stands for a file of more words.</summary>
    private static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, ToolConsole console, CancellationToken cancellation = default)
    {
        // A bare call asks what there is to do.
        var parsed = Verbs(console).Parse(args.Length == 0 ? ["--help"] : args, Plain);
        if (parsed.Errors.Count > 0)
        {
            console.SayError($"growthguard: {SafeText.Line(MessageOf(parsed))} See '{NameOf(parsed)} --help'.");
            return ExitCodes.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
        };
        var exitCode = await ReportFailureAsync(console, () => parsed.InvokeAsync(configuration, cancellation));
        // A script that lost its arguments must not pass.
        return args.Length == 0 ? ExitCodes.Usage : exitCode;
    }

    public static RootCommand Verbs(ToolConsole console) => new("Keeps .NET processes that live long from growing without a bound.")
    {
        InitCommand.Create(console),
        CheckCommand.Create(console),
        BaselineCommand.Create(console),
        GateCommand.Create(console),
        ExplainCommand.Create(console),
        FlatCommand.Create(console),
        TrendCommand.Create(console),
        BisectCommand.Create(console),
        CensusCommand.Create(console),
        WatchCommand.Create(console),
        LoadCommand.Create(console),
        CompareCommand.Create(console),
    };

    /// <summary>Turns the ways in which a command can fail into one message and an exit code.</summary>
    public static async Task<int> ReportFailureAsync(ToolConsole console, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (ToolException exception)
        {
            console.SayError("growthguard: " + exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            console.SayError("growthguard: stopped.");
            return ExitCodes.Cancelled;
        }
    }

    /// <summary>The first error that quotes what was typed: 'no command was given' comes before it and says less.</summary>
    private static string MessageOf(ParseResult parsed) =>
        (parsed.Errors.FirstOrDefault(error => error.Message.Contains('\'')) ?? parsed.Errors[0]).Message;

    private static string NameOf(ParseResult parsed) =>
        string.Join(' ', Path(parsed.CommandResult).Reverse());

    private static IEnumerable<string> Path(CommandResult? command)
    {
        for (; command is not null; command = command.Parent as CommandResult)
        {
            yield return command.Command is RootCommand ? "growthguard" : command.Command.Name;
        }
    }
}
