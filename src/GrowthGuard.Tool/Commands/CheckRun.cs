using System.Diagnostics;
using GrowthGuard.Analyzers;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Output;
using GrowthGuard.Tool.Sarif;

namespace GrowthGuard.Tool.Commands;

/// <summary>One check: find the target, build it, read what the compiler logged, report.</summary>
internal sealed class CheckRun(CheckOptions options, ToolConsole console)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var target = BuildTarget.Resolve(options.Path, options.CurrentDirectory);
        var report = options.Mode == PolicyMode.Off
            ? new CheckReport([], ProjectCount: 0, _watch.Elapsed, options.Mode)
            : await BuildAsync(target, cancellation);

        FindingFormats.Write(options.Format, report, options.CurrentDirectory, target.RepositoryRoot, console, withSummary: options.Verbosity != Verbosity.Quiet);
        if (options.SarifFile is { } sarif)
        {
            await SarifWriter.WriteAsync(report, target.RepositoryRoot, Path.GetFullPath(sarif, options.CurrentDirectory), cancellation);
        }

        return report.Violations.Any() ? ExitCodes.Violations : ExitCodes.Clean;
    }

    private async Task<CheckReport> BuildAsync(BuildTarget target, CancellationToken cancellation)
    {
        using var folder = new CheckFolder(options.TemporaryFolder);
        var build = new InjectedBuild(options, target, folder, ShowBuildOutput);
        var outcome = await BuildProgress.ShowAsync(console, options, target.Name, folder.Logs, () => build.RunAsync(cancellation));
        if (!outcome.Succeeded && !outcome.FailedOverFindingsOnly)
        {
            throw BuildFailure.Of(target, outcome);
        }

        var compilations = Compilation.In(folder.Logs);
        if (compilations.Count == 0)
        {
            throw ToolException.Usage($"'{target.Name}' compiled no C# project, so there is nothing to check.");
        }

        var reader = new SarifReader(options.Mode);
        var findings = new List<Finding>();
        foreach (var compilation in compilations)
        {
            findings.AddRange(await reader.ReadAsync(compilation, cancellation));
        }

        if (!outcome.Succeeded)
        {
            console.Error.WriteLine(
                "growthguard: your build makes errors of findings and stopped at them; projects that depend on these were not checked. Mend the findings and check again.");
        }

        return new CheckReport(FindingSet.Merge(findings), compilations.DistinctBy(compilation => compilation.ProjectFile).Count(), _watch.Elapsed, options.Mode);
    }

    private void ShowBuildOutput(string line)
    {
        if (options.Verbosity == Verbosity.Detailed)
        {
            console.Error.WriteLine(line);
        }
    }
}
