using GrowthGuard.Analyzers.Baselines;
using GrowthGuard.Tool.Baselines;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary><c>growthguard baseline prune</c>: removes from baselines what no longer matches, and never adds.</summary>
internal sealed class PruneRun(CheckOptions options, IReadOnlyList<string> only, ToolConsole console)
{
    private const int MostNamed = 3;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var build = await CheckedBuild.RunAsync(options, console, cancellation);
        BaselineEdits.RefuseFaulty(build.Baselines);
        var made = BaselineSet.Made(build.Report.Findings);
        var paths = new ShownPaths(options.CurrentDirectory);
        var pruned = 0;
        foreach (var file in build.Baselines.Files)
        {
            var unseen = build.Unseen(file).ToArray();
            var stale = 0;
            foreach (var lines in file.Text.Entries.GroupBy(entry => entry.Line.Key).ToArray())
            {
                if (only.Count > 0 && !only.Contains(lines.Key.Rule))
                {
                    continue;
                }

                var had = file.Text.CountOf(lines.Key);
                var excess = BaselineSet.IsOn(lines.Key, options.Mode)
                    ? Math.Clamp(build.Baselines.CountOf(lines.Key) - made.GetValueOrDefault(lines.Key), 0, had)
                    : 0;
                if (unseen.Length > 0 && excess > 0)
                {
                    stale++;
                    excess = 0;
                }

                if (excess == 0 && lines.Count() == 1)
                {
                    continue;
                }

                file.Text.Prune(lines.Key, had - excess);
                pruned++;
                console.Say(
                    $"- {BaselineLine.Write(lines.Key.Rule, lines.Key.Symbol, had)}{(had > excess ? $", now {had - excess}" : "")}");
            }

            file.Save();
            if (stale > 0)
            {
                console.SayError(
                    $"growthguard: {Summary.Count(stale, "line")} of {paths.Of(file.Path)} matched nothing but may be about projects that were not built " +
                    $"({string.Join(", ", unseen.Take(MostNamed).Select(paths.Of))}{(unseen.Length > MostNamed ? ", ..." : "")}). Prune with a solution that has them, or say --whole.");
            }
        }

        console.Say(
            pruned > 0 ? $"Pruned {Summary.Count(pruned, "line")}."
            : build.Baselines.IsEmpty ? $"There is no {BaselinePlaces.Name}, so there is nothing to prune."
            : "Nothing to prune.");
        return ExitCodes.Clean;
    }
}
