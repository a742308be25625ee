using System.Diagnostics;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Baselines;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Gating;
using GrowthGuard.Tool.Output;
using GrowthGuard.Tool.Reports;
using GrowthGuard.Tool.Sarif;

namespace GrowthGuard.Tool.Commands;

/// <summary><c>growthguard gate</c>: reads one log after the other, keeps each finding once, and judges them together.</summary>
internal sealed class GateRun(GateOptions options, ToolConsole console)
{
    /// <summary>What GitHub takes in one run of a log.</summary>
    private const int MostOnGitHub = 25_000;

    private const int MostNamed = 10;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var current = options.CurrentDirectory;
        var root = options.Root is { } given ? Path.GetFullPath(given, current) : BuildTarget.FindRepository(current) ?? current;
        if (!Directory.Exists(root))
        {
            throw ToolException.Usage($"The folder '{options.Root}' does not exist. Give --root the folder of the sources.");
        }

        var folder = ReportFolder.Open(options.Output, current);
        var logs = LogFiles.Find(options.Logs, current);
        var baselines = new BaselineSet([
            .. options.Baselines.Select(file => Path.GetFullPath(file, current)).Distinct().Select(BaselineFile.Read)
        ]);
        var paths = new RepositoryPaths(root);
        var reader = new SarifReader(options.Mode);
        var findings = new FindingSet();
        var unanalyzed = new List<string>();
        foreach (var log in logs)
        {
            var name = Path.GetRelativePath(current, log);
            if (await reader.ReadAsync(log, name, log, paths.Resolve, errorsAsConfigured: false, cancellation) is not { } found)
            {
                unanalyzed.Add(log);
                continue;
            }

            foreach (var finding in found)
            {
                findings.Add(options.Mode is { } mode ? InMode(finding, mode) : finding);
            }
        }

        if (unanalyzed.Count > 0)
        {
            Refuse([.. unanalyzed.Select(log => Path.GetRelativePath(current, log))], logs.Count);
        }

        var all = reader.Registrations.Join(findings.Sorted());
        if (all.Count > 0 && logs.Count > 1 && !all.Any(finding => paths.IsBelow(finding.Place.File)))
        {
            console.SayError(
                $"growthguard: none of the files that the logs name is below '{root}', so what several logs have in common counts twice. " +
                "Give --root the folder of the sources.");
        }

        // Which rules were on the logs do not say; those of the default mode were.
        var assumed = options.Mode ?? PolicyMode.Default;
        var judged = baselines.Judge(all, assumed, BaselineSet.LevelIn(assumed), _ => true);
        var report = new CheckReport(judged, [.. logs.Except(unanalyzed)], watch.Elapsed, assumed) { Noun = "log" };
        await Outputs.WriteAsync(report, options.Output, current, root, console, withSummary: true, cancellation);
        folder?.Write(report, root, DateTimeOffset.UtcNow);
        if (options.Output.SarifFile is not null && judged.Count > MostOnGitHub)
        {
            console.SayError(
                $"growthguard: the merged log has {judged.Count} results; GitHub's code scanning takes {MostOnGitHub} of a run.");
        }

        return report.Violations.Any() ? ExitCodes.Violations : ExitCodes.Clean;
    }

    /// <summary>A build without the analyzers, or with them switched off, finds nothing: that is no reason to pass it.</summary>
    private void Refuse(string[] unanalyzed, int logs)
    {
        var names = string.Concat(unanalyzed.Take(MostNamed).Select(name => $"\n  {name}")) +
            (unanalyzed.Length > MostNamed ? $"\n  ... and {unanalyzed.Length - MostNamed} more" : "");
        if (options.AllowUnanalyzed)
        {
            console.SayError(
                $"growthguard: {unanalyzed.Length} of {Summary.Count(logs, "log")} left out, since the analyzers did not run:{names}");
            return;
        }

        throw ToolException.BuildFailed(
            $"Nothing says that the analyzers ran in {unanalyzed.Length} of {Summary.Count(logs, "log")}, so there is no verdict:{names}\n" +
            "Build with the package, or with 'growthguard check --sarif'; a compiler names what it ran in logs of version 2.1 only " +
            "(ErrorLog=FILE,version=2.1). Logs of other tools: name those of builds only, or say --allow-unanalyzed.");
    }

    /// <summary>A mode that is quieter than the builds' quietens what they logged.</summary>
    private static Finding InMode(Finding finding, PolicyMode mode) =>
        finding.Rule.LevelIn(mode) is var level && level < finding.Level && mode is PolicyMode.Off or PolicyMode.Advisory
            ? finding with { Level = level }
            : finding;
}
