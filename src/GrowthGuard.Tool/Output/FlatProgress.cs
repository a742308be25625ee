using System.Globalization;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Measuring;
using Spectre.Console;

namespace GrowthGuard.Tool.Output;

/// <summary>Shows on a terminal how far a run is and what memory does; elsewhere nothing.</summary>
internal static class FlatProgress
{
    public static Task<T> ShowAsync<T>(ToolConsole console, string scenario, Func<Action<RunProgress>, Task<T>> run)
    {
        if (!console.ErrorIsTerminal)
        {
            return run(_ => { });
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return terminal.Status()
            .StartAsync(
                Markup.Escape($"Starting {scenario}"),
                status => run(progress => status.Status(Markup.Escape(InWords(scenario, progress)))));
    }

    public static string InWords(string scenario, RunProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{scenario}: {progress.Invocations} of at most {progress.AtMost} invocations, heap " +
        $"{Megabytes(progress.Latest[MemoryChannel.Heap])}{Private(progress.Latest[MemoryChannel.Private])}");

    private static string Private(long bytes) => bytes == Sample.Unknown ? "" : $", private {Megabytes(bytes)}";

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.00} MB");
}
