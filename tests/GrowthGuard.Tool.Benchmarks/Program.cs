using System.Diagnostics;
using System.Globalization;
using GrowthGuard.Tool;
using GrowthGuard.Tool.Benchmarks;
using GrowthGuard.Tool.Commands;

// The gate on many logs: how long, and how much memory at most. Logs are those of compilers: they hold the rules and results of other
// analyzers too, and each finding of ours is in five of them.
var logs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
var results = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
var folder = Directory.CreateTempSubdirectory("growthguard-benchmark-");
try
{
    var bytes = Logs.Write(folder.FullName, logs, results);
    var watch = Stopwatch.StartNew();
    var options = new GateOptions
    {
        Logs = [Path.Combine(folder.FullName, "logs")],
        Root = folder.FullName,
        CurrentDirectory = folder.FullName,
        Output = new OutputOptions("github", "merged.sarif", "summary.md"),
    };
    var exitCode = await new GateRun(
        options,
        new ToolConsole(TextWriter.Null, Console.Error, OutIsTerminal: false, ErrorIsTerminal: false)).RunAsync(CancellationToken.None);
    watch.Stop();
    using var process = Process.GetCurrentProcess();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{logs} logs of {bytes / 1e6:0} MB with {results} results: exit code {exitCode}, {watch.Elapsed.TotalSeconds:0.0} s, peak {process.PeakWorkingSet64 / 1e6:0} MB, merged log {new FileInfo(Path.Combine(folder.FullName, "merged.sarif")).Length / 1e6:0} MB"));
}
finally
{
    folder.Delete(recursive: true);
}
