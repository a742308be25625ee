using System.Diagnostics;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Baselines;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Findings;
using GrowthGuard.Tool.Output;
using GrowthGuard.Tool.Sarif;

namespace GrowthGuard.Tool.Commands;

/// <summary>
/// One build with the analyzers injected: what they found, as if nothing were accepted, and the baselines of what was built.
/// </summary>
internal sealed class CheckedBuild
{
    private readonly CheckOptions _options;

    private CheckedBuild(CheckOptions options, BuildTarget target, CheckReport report, IEnumerable<string> announced)
    {
        _options = options;
        Target = target;
        Report = report;
        Baselines = new BaselineSet([.. Paths(announced).Order(StringComparer.Ordinal).Select(BaselineFile.Read)]);
    }

    public BuildTarget Target { get; }

    public CheckReport Report { get; }

    public BaselineSet Baselines { get; }

    /// <exception cref="ToolException">There is nothing to build, or it does not build.</exception>
    public static async Task<CheckedBuild> RunAsync(CheckOptions options, ToolConsole console, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var target = BuildTarget.Resolve(options.Path, options.CurrentDirectory);
        if (options.Mode == PolicyMode.Off)
        {
            return new CheckedBuild(options, target, new CheckReport([], [], watch.Elapsed, options.Mode), []);
        }

        using var folder = new CheckFolder(options.TemporaryFolder);
        var build = new InjectedBuild(options, target, folder, line =>
        {
            if (options.Verbosity == Verbosity.Detailed)
            {
                console.Error.WriteLine(line);
            }
        });
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
        var findings = new FindingSet();
        foreach (var compilation in compilations)
        {
            foreach (var finding in (await reader.ReadAsync(compilation, cancellation)).Concat(BuildFindings.Of(compilation, options.Mode)))
            {
                findings.Add(finding);
            }
        }

        if (!outcome.Succeeded)
        {
            console.SayError(
                "growthguard: your build makes errors of findings and stopped at them; projects that depend on these were not checked. " +
                "Fix the findings and check again.");
        }

        var projects = compilations.Select(compilation => compilation.ProjectFile).Distinct().ToArray();
        return new CheckedBuild(
            options,
            target,
            new CheckReport(reader.Registrations.Join(findings.Sorted()), projects, watch.Elapsed, options.Mode),
            compilations.SelectMany(compilation => compilation.Baselines));
    }

    /// <summary>The projects below a baseline that were not built; its lines may be about them.</summary>
    public IEnumerable<string> Unseen(BaselineFile baseline) =>
        _options.IsWhole
            ? []
            : BaselinePlaces.ProjectsBelow(Path.GetDirectoryName(baseline.Path)!).Except(Report.Sources).Order(StringComparer.Ordinal);

    /// <summary>Where a baseline for a project's findings is, or is to be: the nearest, else a new one beside what is checked.</summary>
    public string PathFor(string project)
    {
        if (_options.Baselines is [var chosen, ..])
        {
            return Path.GetFullPath(chosen, _options.CurrentDirectory);
        }

        var nearest = Baselines.Files
            .Where(file => file.Covers(project))
            .OrderByDescending(file => Path.GetDirectoryName(file.Path)!.Length)
            .ThenBy(file => file.Path, StringComparer.Ordinal).FirstOrDefault();
        return nearest?.Path ??
            Path.Combine(BaselineFile.Covers(Target.Folder, project) ? Target.Folder : Target.RepositoryRoot, BaselinePlaces.Name);
    }

    // What the compiler is given, unless others are named.
    private IEnumerable<string> Paths(IEnumerable<string> announced) =>
        (_options.Baselines.Count == 0
            ? announced
            : _options.Baselines.Select(file => Path.GetFullPath(file, _options.CurrentDirectory))).Distinct();
}
