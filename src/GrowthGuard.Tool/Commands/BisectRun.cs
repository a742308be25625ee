using GrowthGuard.Testing;
using GrowthGuard.Testing.Hosting;
using GrowthGuard.Tool.Bisecting;
using GrowthGuard.Tool.Git;
using GrowthGuard.Tool.Output;
using GrowthGuard.Tool.Scenarios;

namespace GrowthGuard.Tool.Commands;

/// <summary>Looks for the commit that made a scenario grow.</summary>
/// <param name="options">The settings.</param>
/// <param name="console">Where to report.</param>
/// <param name="tryCommit">Tries a commit, in place of building and running it; for tests.</param>
internal sealed class BisectRun(BisectOptions options, ToolConsole console, Func<Commit, CancellationToken, Task<Trial>>? tryCommit = null)
{
    /// <summary>The two ends, which are tried too.</summary>
    private const int Ends = 2;

    /// <summary>Holds the name of the assembly, which is not always that of the project.</summary>
    private const string NameFile = "growthguard.assembly.txt";

    private readonly GitRepository _repository = new(options.Project.Folder);
    private readonly BuildCache _cache = new(options.CacheFolder);
    private readonly List<Trial> _trials = []; // bound: unbounded (the logarithm of the commits)
    private int _expected;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (good, bad) = (await Commit.OfAsync(_repository, options.Good, cancellation),
            await Commit.OfAsync(_repository, options.Bad, cancellation));
        if (good == bad || (await _repository.TryAsync(cancellation, "merge-base", "--is-ancestor", good.Hash, bad.Hash)).ExitCode != 0)
        {
            throw ToolException.Usage(
                $"'{options.Good}' does not come before '{options.Bad}': --good is the older one, from which the other comes.");
        }

        if (await _repository.ChangesAsync(except: null, cancellation) is { } changes)
        {
            console.SayError($"Not in any commit, and so not built: {changes}.");
        }

        await Worktree.RemoveLeftoversAsync(_repository, cancellation);
        var commits = await CommitSearch.CountAsync(_repository, good, bad, cancellation);
        _expected = Ends + CommitSearch.MostTrials(commits);
        console.SayError(
            $"{Summary.Count(commits, "commit")} behind {good.Short}, up to {bad.Short}: {_expected} builds and runs, and one more for each commit that cannot be decided.");
        try
        {
            await ExpectAsync(bad, TrialVerdict.Grows, "--bad", cancellation);
            await ExpectAsync(good, TrialVerdict.Flat, "--good", cancellation);
            var found = await new CommitSearch(
                _repository,
                async (commit, token) => (await TryAsync(commit, token)).Verdict).RunAsync(good, bad, cancellation);
            return Report(new BisectResult(options.Scenario, _trials, found));
        }
        catch (OperationCanceledException) when (_trials.Count > 0)
        {
            Report(new BisectResult(options.Scenario, _trials, []));
            throw;
        }
    }

    private int Report(BisectResult result)
    {
        console.Out.Write(BisectFormat.Of(options.Format, result));
        return result.First is null ? ExitCodes.Violations : ExitCodes.Clean;
    }

    /// <summary>
    /// What is said of the ends is not believed: a search between ends of which one is wrong finds some commit, and not the right one.
    /// </summary>
    private async Task ExpectAsync(Commit commit, TrialVerdict expected, string option, CancellationToken cancellation)
    {
        var trial = await TryAsync(commit, cancellation);
        var wrong = trial.Verdict switch
        {
            _ when trial.Verdict == expected => null,
            TrialVerdict.Undecided => $"cannot be decided: {trial.Reason.TrimEnd('.')}. Choose another one, or give more with --budget.",
            TrialVerdict.Flat => $"does not grow: {trial.Reason}. There is nothing to find.",
            _ => $"is not flat: {trial.Reason}. Choose an older one.",
        };
        if (wrong is not null)
        {
            throw new ToolException(ExitCodes.NoResult, $"{option} {commit.Short} {wrong}");
        }
    }

    private async Task<Trial> TryAsync(Commit commit, CancellationToken cancellation)
    {
        _expected = Math.Max(_expected, _trials.Count + 1);
        console.SayError($"{_trials.Count + 1} of {_expected}: {commit.Short} {commit.Date:yyyy-MM-dd} {commit.Subject}");
        var trial = await (tryCommit ?? BuildAndRunAsync)(commit, cancellation);
        if (trial.Verdict == TrialVerdict.Undecided)
        {
            _expected++;
        }

        _trials.Add(trial);
        console.SayError($"  {trial.Reason}");
        return trial;
    }

    private async Task<Trial> BuildAndRunAsync(Commit commit, CancellationToken cancellation)
    {
        try
        {
            var inRepository = Path.Combine(await _repository.RunAsync(cancellation, "rev-parse", "--show-prefix"), options.Project.Name);
            var (folder, _) = await _cache.GetAsync(
                commit.Hash,
                $"{inRepository}|{options.Build.Configuration}|{options.Build.Framework}",
                output => BuildAsync(commit, inRepository, output, cancellation));
            var assembly = Path.Combine(folder, await File.ReadAllTextAsync(Path.Combine(folder, NameFile), cancellation));
            var scenario = ScenarioFinder.Find(assembly, options.Scenario)[0];
            var run = options.Run.ForRun();
            return Trial.Of(commit, await FlatProgress.ShowAsync(console, commit.Short, progress => MemoryFlat.RunAsync(
                new ScenarioReference(assembly, scenario)
                {
                    DisplayName = ScenarioFinder.Shown(scenario)
                }, run.OnProgress(progress), cancellation)));
        }
        catch (ToolException e)
        {
            return new Trial(commit, TrialVerdict.Undecided, e.Message);
        }
        catch (MemoryRunException e)
        {
            return new Trial(commit, TrialVerdict.Undecided, e.Message.Split('\n')[0]);
        }
    }

    private async Task BuildAsync(Commit commit, string inRepository, string output, CancellationToken cancellation)
    {
        await using var tree = await Worktree.AddAsync(_repository, commit.Hash, cancellation);
        var project = Path.Combine(tree.Folder, inRepository);
        if (!File.Exists(project))
        {
            throw ToolException.BuildFailed($"it has no {inRepository}");
        }

        var root = await _repository.RunAsync(cancellation, "rev-parse", "--show-toplevel");
        var assembly = await options.Build.RunAsync(project, tree.Folder, root, output, cancellation);
        await File.WriteAllTextAsync(Path.Combine(output, NameFile), Path.GetFileName(assembly), cancellation);
    }
}
