using System.Diagnostics;
using System.Globalization;
using GrowthGuard.Tool.Commands;
using Spectre.Console;

namespace GrowthGuard.Tool.Output;

/// <summary>Shows on a terminal that the build is at work and how far it is; elsewhere nothing.</summary>
internal static class BuildProgress
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    public static Task<T> ShowAsync<T>(ToolConsole console, CheckOptions options, string targetName, string logFolder, Func<Task<T>> build)
    {
        if (!console.ErrorIsTerminal || options.Output.Format != "text" || options.Verbosity != Verbosity.Normal)
        {
            return build();
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return terminal.Status().StartAsync("Building", async status =>
        {
            var watch = Stopwatch.StartNew();
            var building = build();
            while (!building.IsCompleted)
            {
                var analyzed = Directory.EnumerateFiles(logFolder, "*.sarif").Count();
                status.Status(Markup.Escape(string.Create(
                    CultureInfo.InvariantCulture, $"Building {targetName}, {watch.Elapsed.TotalSeconds:0} s, compilations analysed: {analyzed}")));
                await Task.WhenAny(building, Task.Delay(Beat));
            }

            return await building;
        });
    }
}
