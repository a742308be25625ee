using System.Diagnostics;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Hosting;
using GrowthGuard.Tool.History;
using GrowthGuard.Tool.Output;
using GrowthGuard.Tool.Scenarios;

namespace GrowthGuard.Tool.Commands;

/// <summary>Runs the scenarios of an assembly, one after the other, and reports each as soon as it is judged.</summary>
internal sealed class FlatRuns(FlatOptions options, ToolConsole console)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _flat;
    private int _notFlat;
    private int _failed;

    /// <returns>The exit code: that of a run without a verdict comes before that of memory that is not flat.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var file = Path.GetFullPath(options.Assembly, options.CurrentDirectory);
        var scenarios = ScenarioFinder.Find(file, options.Type);
        var history = await HistoryWriter.OpenAsync(options.History, Path.GetDirectoryName(file)!, options.CurrentDirectory, cancellation);
        foreach (var scenario in scenarios)
        {
            await RunAsync(new ScenarioReference(file, scenario) { DisplayName = ScenarioFinder.Shown(scenario) }, history, cancellation);
        }

        if (scenarios.Count > 1)
        {
            console.SayError(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{scenarios.Count} scenarios: {_flat} flat, {_notFlat} not flat, {_failed} without a verdict, {_watch.Elapsed.TotalSeconds:0.0} s"));
        }

        return _failed > 0 ? ExitCodes.BuildFailed : _notFlat > 0 ? ExitCodes.Violations : ExitCodes.Clean;
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
            _ = result.Verdict == Verdict.Flat ? _flat++ : _notFlat++;
            console.Out.WriteLine(FlatFormat.Of(options.Format, result));
            history.Add(result);
        }
        catch (MemoryRunException e)
        {
            _failed++;
            console.SayError("growthguard: " + e.Message);
        }
    }
}
