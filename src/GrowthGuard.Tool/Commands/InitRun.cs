using System.Reflection;
using GrowthGuard.Analyzers.Baselines;
using GrowthGuard.Tool.Baselines;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Output;
using GrowthGuard.Tool.Setup;

namespace GrowthGuard.Tool.Commands;

/// <summary>
/// <c>growthguard init</c>: checks the solution as it is, shows what would be written, asks, and writes. Nothing that is there is
/// overwritten.
/// </summary>
internal sealed class InitRun(InitOptions options, ToolConsole console)
{
    private const int MostShown = 30;

    private const string BaselineHead = "# Accepted when GrowthGuard was set up. Lines go when what they name is fixed.\n\n";

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (console.In is null && !options.Yes && !options.DryRun)
        {
            throw ToolException.Usage("Nobody can be asked here: give --yes to write everything, or --dry-run to look at it first.");
        }

        var build = await CheckedBuild.RunAsync(options.Build, console, cancellation);
        var (changes, notes) = Plan(build);
        var paths = new ShownPaths(options.Build.CurrentDirectory);
        foreach (var change in changes)
        {
            Show(change, paths);
        }

        foreach (var note in notes)
        {
            console.Say(note);
        }

        var written = 0;
        foreach (var change in options.DryRun ? [] : changes)
        {
            if (options.Yes || await AskAsync($"Write {paths.Of(change.Path)}?", cancellation))
            {
                change.Write();
                written++;
            }
        }

        console.Say(options.DryRun ? "Nothing was written (--dry-run)."
            : written == 0 ? "Nothing was written."
            : $"{Summary.Count(written, "file")} written. Next: growthguard check{(written == changes.Count ? ", and commit" : "")}.");
        return ExitCodes.Clean;
    }

    private (IReadOnlyList<SetupChange> Changes, IReadOnlyList<string> Notes) Plan(CheckedBuild build)
    {
        var target = build.Target;
        var paths = new ShownPaths(options.Build.CurrentDirectory);
        var folder = build.Report.Sources.All(project => BaselineFile.Covers(target.Folder, project))
            ? target.Folder
            : target.RepositoryRoot;
        var (package, installed) =
            PackageSetup.Plan(folder, target.RepositoryRoot, build.Report.Sources.ToList(), Version(), options.Build.Mode);
        var (workflow, reason) = WorkflowSetup.Plan(target.RepositoryRoot, target.File, options.Build.Mode);
        var violations = build.Report.Violations.ToList();
        var notes = new List<string>();
        if (installed is not null)
        {
            notes.Add($"{PackageSetup.Package} is in {paths.Of(installed)} already; it is left as it is.");
        }

        IReadOnlyList<SetupChange> baselines = [];
        if (build.Baselines.Files.Count > 0)
        {
            notes.Add("There is a baseline already: 'growthguard baseline accept' adds to it.");
        }
        else
        {
            baselines = Baselines(build, violations);
            notes.Add(violations.Count == 0
                ? "Nothing was found, so there is no baseline."
                : $"{Summary.Count(violations.Count, "finding")} {(violations.Count == 1 ? "is" : "are")} accepted for now.");
            notes.AddRange(violations
                .Where(finding => BaselineSet.KeyOf(finding) is null)
                .Select(finding => $"A baseline cannot accept {paths.WithLine(finding.Place)}: {finding.Rule.Id}: {finding.Message}"));
        }

        if (reason is not null)
        {
            notes.Add(reason);
        }

        return ([.. package, .. baselines, .. workflow is null ? Array.Empty<SetupChange>() : [workflow]], notes);
    }

    private static SetupChange[] Baselines(CheckedBuild build, IEnumerable<Finding> violations) =>
    [
        .. from finding in violations
           where BaselineSet.KeyOf(finding) is not null
           group finding by build.PathFor(finding.Projects[0]) into file
           orderby file.Key
           select SetupChange.NewFile(file.Key, TextOf(file)),
    ];

    private static string TextOf(IEnumerable<Finding> findings)
    {
        var text = new BaselineText(BaselineHead);
        foreach (var same in findings.GroupBy(finding => BaselineSet.KeyOf(finding)!.Value).OrderBy(same => same.Key))
        {
            text.Accept(same.Key, same.Count(), reason: null);
        }

        return text.ToString();
    }

    private void Show(SetupChange change, ShownPaths paths)
    {
        console.Say($"{(change.Before is null ? "New file" : "Change of")} {paths.Of(change.Path)}:");
        var lines = change.Added.ReplaceLineEndings("\n").Trim('\n').Split('\n');
        foreach (var line in lines.Take(MostShown))
        {
            console.Say($"  + {line}".TrimEnd());
        }

        if (lines.Length > MostShown)
        {
            console.Say($"  ... and {lines.Length - MostShown} more lines");
        }

        console.Say("");
    }

    private async Task<bool> AskAsync(string question, CancellationToken cancellation)
    {
        console.Out.Write(SafeText.Line(question) + " [y/N] ");
        await console.Out.FlushAsync(cancellation);
        var answer = await console.In!.ReadLineAsync(cancellation);
        return answer?.Trim() is { } said &&
            (said.Equals("y", StringComparison.OrdinalIgnoreCase) || said.Equals("yes", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The tool's own, which is that of all packages.</summary>
    private static string Version() =>
        typeof(InitRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
