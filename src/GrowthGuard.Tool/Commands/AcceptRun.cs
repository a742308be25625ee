using GrowthGuard.Analyzers.Baselines;
using GrowthGuard.Tool.Baselines;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary><c>growthguard baseline accept</c>: adds findings to baselines, and never removes one.</summary>
internal sealed class AcceptRun(CheckOptions options, AcceptOptions accept, ToolConsole console)
{
    private const int MostNamed = 10;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var missing = options.Baselines.Where(file => !File.Exists(Path.GetFullPath(file, options.CurrentDirectory))).ToArray();
        var build = await CheckedBuild.RunAsync(options with { Baselines = [.. options.Baselines.Except(missing)] }, console, cancellation);
        BaselineEdits.RefuseFaulty(build.Baselines);
        var asked = build.Report.Open.Where(finding => finding.Rule.CanBeAccepted
            ? accept.Only.Count == 0 ? finding.IsViolation : accept.Only.Contains(finding.Rule.Id)
            : accept.Only.Count == 0 && finding.IsViolation).ToArray();
        var more = asked.GroupBy(BaselineSet.KeyOf)
            .Where(same => same.Key is { } key && same.Count() > build.Baselines.CountOf(key))
            .Select(same => (Key: same.Key!.Value, Count: same.Count(), Had: build.Baselines.CountOf(same.Key!.Value), First: same.First()))
            .OrderBy(row => row.Key)
            .ToArray();
        var left = asked.Where(finding => BaselineSet.KeyOf(finding) is null).ToArray();

        if (more.Length > 0 && accept.IsContinuousIntegration && !accept.AllowIncrease)
        {
            throw ToolException.Usage(
                $"In CI a baseline only shrinks, and {Summary.Count(more.Length, "line")} would be new or larger:" +
                string.Concat(more.Take(MostNamed).Select(row => $"\n  {BaselineLine.Write(row.Key.Rule, row.Key.Symbol, row.Count)}")) +
                (more.Length > MostNamed ? $"\n  ... and {more.Length - MostNamed} more" : "") +
                "\nFix them, accept them on your own machine, or say --allow-increase.");
        }

        var files = build.Baselines.Files.ToDictionary(file => file.Path);
        foreach (var (key, count, had, first) in more)
        {
            var file = build.Baselines.Files.FirstOrDefault(file => file.Text.CountOf(key) > 0) ?? FileAt(PathOf(first));
            file.Text.Accept(key, file.Text.CountOf(key) + count - had, accept.Reason);
            console.Say($"+ {BaselineLine.Write(key.Rule, key.Symbol, file.Text.CountOf(key))}");
        }

        foreach (var file in files.Values)
        {
            file.Save();
        }

        var paths = new ShownPaths(options.CurrentDirectory);
        var names = string.Join(
            ", ",
            more.Length == 0
                ? []
                : files.Values.Where(file => more.Any(row => file.Text.CountOf(row.Key) > 0))
                    .Select(file => paths.Of(file.Path))
                    .Order(StringComparer.Ordinal));
        console.Say(more.Length == 0
            ? "Nothing to accept."
            : $"Accepted {Summary.Count(more.Sum(row => row.Count - row.Had), "finding")} in {names}.");
        if (left.Length == 0)
        {
            return ExitCodes.Clean;
        }

        console.SayError(
            $"growthguard: {Summary.Count(left.Length, "finding")} cannot be accepted, since a baseline knows findings by their symbol; fix what is wrong at:");
        foreach (var finding in left.Take(MostNamed))
        {
            console.SayError($"  {paths.WithLine(finding.Place)}: {finding.Rule.Id}: {finding.Message}");
        }

        return ExitCodes.Violations;

        string PathOf(Finding finding) =>
            missing.Length > 0 ? Path.GetFullPath(missing[0], options.CurrentDirectory) : build.PathFor(finding.Projects[0]);

        BaselineFile FileAt(string path)
        {
            if (!files.TryGetValue(path, out var file))
            {
                files.Add(path, file = BaselineFile.New(path));
            }

            return file;
        }
    }
}
