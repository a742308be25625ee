using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Baselines;
using GrowthGuard.Tool.Output;
using GrowthGuard.Tool.Reports;

namespace GrowthGuard.Tool.Commands;

/// <summary>One check: build, judge by the baselines, report.</summary>
internal sealed class CheckRun(CheckOptions options, ToolConsole console)
{
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var folder = ReportFolder.Open(options.Output, options.CurrentDirectory);
        var build = await CheckedBuild.RunAsync(options, console, cancellation);
        var report = build.Report with
        {
            Findings = build.Baselines.Judge(
                build.Report.Findings,
                options.Mode,
                LevelOfBaseline(),
                baseline => !build.Unseen(baseline).Any()),
        };
        await Outputs.WriteAsync(
            report,
            options.Output,
            options.CurrentDirectory,
            build.Target.RepositoryRoot,
            console,
            withSummary: options.Verbosity != Verbosity.Quiet,
            cancellation);
        folder?.Write(report, build.Target.RepositoryRoot, DateTimeOffset.UtcNow);
        return report.Violations.Any() ? ExitCodes.Violations : ExitCodes.Clean;
    }

    private RuleLevel LevelOfBaseline()
    {
        var level = BaselineSet.LevelIn(options.Mode);
        return options.HoldsBaseline && level < RuleLevel.Warning ? RuleLevel.Warning : level;
    }
}
