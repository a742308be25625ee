using System.Diagnostics;
using GrowthGuard.Testing;
using GrowthGuard.Testing.Hosting;
using GrowthGuard.Tool.Git;
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
        var history = await OpenHistoryAsync(Path.GetDirectoryName(file)!, cancellation);
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

    /// <summary>Sees before anything is measured what its lines will say, and that they can be written.</summary>
    /// <returns>What adds a line.</returns>
    private async Task<Action<MemoryFlatResult>> OpenHistoryAsync(string folder, CancellationToken cancellation)
    {
        if (options.HistoryFile is null)
        {
            return _ => { };
        }

        var file = Path.GetFullPath(options.HistoryFile, options.CurrentDirectory);
        var commit = options.Commit ?? await CommitAsync(new GitRepository(folder), file, cancellation);
        HistoryFile.MakeWritable(file);
        return result => HistoryFile.Append(file, HistoryLine.Of(result, commit, DateTimeOffset.UtcNow));
    }

    private static async Task<string> CommitAsync(GitRepository repository, string history, CancellationToken cancellation)
    {
        var commit = await repository.HeadAsync(cancellation) ?? throw ToolException.Usage($"'{repository.Folder}' is in no git repository with a commit, and a history says what was measured: give --commit ID.");
        return await repository.ChangesAsync(except: history, cancellation) is { } changes
            ? throw ToolException.Usage($"What is measured is not commit {commit}: there are changes in {changes}. Commit them, or say with --commit what it is.")
            : commit;
    }

    private async Task RunAsync(ScenarioReference scenario, Action<MemoryFlatResult> history, CancellationToken cancellation)
    {
        try
        {
            var run = options.ForRun();
            var result = await FlatProgress.ShowAsync(console, scenario.DisplayName!, progress => MemoryFlat.RunAsync(scenario, run.OnProgress(progress), cancellation));
            _ = result.Verdict == Verdict.Flat ? _flat++ : _notFlat++;
            console.Out.WriteLine(FlatFormat.Of(options.Format, result));
            history(result);
        }
        catch (MemoryRunException e)
        {
            _failed++;
            console.SayError("growthguard: " + e.Message);
        }
    }
}
