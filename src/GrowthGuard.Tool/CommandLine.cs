using System.CommandLine;
using GrowthGuard.Tool.Commands;

namespace GrowthGuard.Tool;

/// <summary>The verbs of the tool, and what happens when the command line is wrong.</summary>
internal static class CommandLine
{
    /// <summary>Longer than <c>dotnet build</c> needs to stop by itself, short enough for an impatient Ctrl+C.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args, ToolConsole console, CancellationToken cancellation = default)
    {
        var root = new RootCommand("Keeps .NET processes that live long from growing without a bound.")
        {
            CheckCommand.Create(console),
        };

        // A bare call asks what there is to do.
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            var command = string.Join(' ', "growthguard", parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name).TrimEnd();
            console.Error.WriteLine($"growthguard: {parsed.Errors[0].Message} See '{command} --help'.");
            return ExitCodes.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = console.Out,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToStop,
            };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (ToolException exception)
        {
            console.Error.WriteLine("growthguard: " + exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            console.Error.WriteLine("growthguard: stopped.");
            return ExitCodes.Cancelled;
        }
    }
}
