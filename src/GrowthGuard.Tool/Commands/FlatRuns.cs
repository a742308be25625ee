using System.Diagnostics;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Tool.History;
using GrowthGuard.Tool.Output;
using GrowthGuard.Tool.Scenarios;

namespace GrowthGuard.Tool.Commands;

/// <summary>Runs the scenarios of an assembly, one after the other, and reports each as soon as it is judged.</summary>
internal sealed class FlatRuns(FlatOptions options, ToolConsole console)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<RunOutcome> _outcomes = [];

    /// <returns>The exit code: that of a run without a verdict comes before that of memory that is not flat.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var file = Path.GetFullPath(options.Assembly, options.CurrentDirectory);
        var scenarios = ScenarioFinder.Find(file, options.Type);
        var earlier = options.Compare is { } old ? EarlierRuns.Read(Path.GetFullPath(old, options.CurrentDirectory)) : null;
        var history = await HistoryWriter.OpenAsync(options.History, Path.GetDirectoryName(file)!, options.CurrentDirectory, cancellation);
        foreach (var scenario in scenarios)
        {
            var reference = new ScenarioReference(file, scenario)
            {
                DisplayName = ScenarioFinder.Shown(scenario),
                Arguments = options.Arguments,
            };
            await RunAsync(reference, history, cancellation);
        }

        var comparison = earlier is null ? null : RunComparison.Of(earlier, _outcomes);
        console.Out.Write(FlatFormat.AtEnd(options.Format, _outcomes, comparison));
        var flat = _outcomes.Count(outcome => outcome.Result is { Verdict: Verdict.Flat });
        var accepted = _outcomes.Count(outcome => outcome.Result?.Accepted is not null);
        var failed = _outcomes.Count(outcome => outcome.Failure is not null);

        if (scenarios.Count > 1)
        {
            console.SayError(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{scenarios.Count} scenarios: {flat} flat, {(accepted > 0 ? $"{accepted} accepted, " : "")}{_outcomes.Count - flat - accepted - failed} not flat, {failed} without a verdict, {_watch.Elapsed.TotalSeconds:0.0} s"));
        }

        return failed > 0 ? ExitCodes.BuildFailed : flat + accepted < _outcomes.Count ? ExitCodes.Violations : ExitCodes.Clean;
    }

    private async Task RunAsync(ScenarioReference scenario, HistoryWriter history, CancellationToken cancellation)
    {
        try
        {
            var run = options.ForRun();
            var result = await FlatProgress.ShowAsync(
                console,
                scenario.DisplayName!,
                progress => MemoryFlat.RunAsync(scenario, run.OnProgress(progress), cancellation));
            _outcomes.Add(new RunOutcome(result.Scenario, result, Failure: null));
            console.Out.Write(FlatFormat.Of(options.Format, result));
            history.Add(result);
        }
        catch (MemoryRunException e)
        {
            _outcomes.Add(new RunOutcome(scenario.DisplayName!, Result: null, e));
            console.SayError("growthguard: " + e.Message);
        }
    }
}
