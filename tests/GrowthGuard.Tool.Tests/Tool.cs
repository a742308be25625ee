using GrowthGuard.Tool.Bisecting;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Experiments;

namespace GrowthGuard.Tool.Tests;

/// <summary>Runs the tool in this process, with both streams kept.</summary>
internal static class Tool
{
    public static string DemoAnalyzer => Path.Combine(AppContext.BaseDirectory, "GrowthGuard.Tool.DemoAnalyzer.dll");

    public static Task<ToolResult> RunAsync(params string[] args) =>
        CaptureAsync(console => CommandLine.RunAsync(args, console, TestContext.Current.CancellationToken));

    public static Task<ToolResult> RunAsync(CancellationToken cancellation, params string[] args) =>
        CaptureAsync(console => CommandLine.RunAsync(args, console, cancellation));

    public static Task<ToolResult> BisectAsync(BisectOptions options, Func<Commit, CancellationToken, Task<Trial>> tryCommit) =>
        CaptureAsync(console =>
            CommandLine.ReportFailureAsync(
                console,
                () => new BisectRun(options, console, tryCommit).RunAsync(TestContext.Current.CancellationToken)));

    public static Task<ToolResult> CompareAsync(IExperiment experiment, CompareOptions options, CancellationToken cancellation) =>
        CaptureAsync(console =>
            CommandLine.ReportFailureAsync(console, () => new CompareRun(experiment, options, console).RunAsync(cancellation)));

    public static Task<ToolResult> CheckAsync(CheckOptions options, CancellationToken? cancellation = null) => CaptureAsync(console =>
        CommandLine.ReportFailureAsync(
            console,
            () => new CheckRun(options, console).RunAsync(cancellation ?? TestContext.Current.CancellationToken)));

    public static Task<ToolResult> ExplainAsync(ExplainOptions options) => CaptureAsync(console =>
        CommandLine.ReportFailureAsync(console, () => new ExplainRun(options, console).RunAsync(TestContext.Current.CancellationToken)));

    public static Task<ToolResult> InitAsync(InitOptions options, string answers) => CaptureAsync(console =>
        CommandLine.ReportFailureAsync(
            console,
            () => new InitRun(options, console with { In = new StringReader(answers) }).RunAsync(TestContext.Current.CancellationToken)));

    public static Task<ToolResult> AcceptAsync(CheckOptions options, AcceptOptions accept) => CaptureAsync(console =>
        CommandLine.ReportFailureAsync(
            console,
            () => new AcceptRun(options, accept, console).RunAsync(TestContext.Current.CancellationToken)));

    public static Task<ToolResult> PruneAsync(CheckOptions options, params string[] only) => CaptureAsync(console =>
        CommandLine.ReportFailureAsync(
            console,
            () => new PruneRun(options, only, console).RunAsync(TestContext.Current.CancellationToken)));

    public static Task<ToolResult> GateAsync(GateOptions options) => CaptureAsync(console =>
        CommandLine.ReportFailureAsync(console, () => new GateRun(options, console).RunAsync(TestContext.Current.CancellationToken)));

    private static async Task<ToolResult> CaptureAsync(Func<ToolConsole, Task<int>> command)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await command(new ToolConsole(output, error, OutIsTerminal: false, ErrorIsTerminal: false));
        return new ToolResult(exitCode, output.ToString(), error.ToString());
    }
}

internal sealed record ToolResult(int ExitCode, string Out, string Error)
{
    public IReadOnlyList<string> Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
