using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Tool.Commands;

namespace GrowthGuard.Tool.Building;

/// <summary>
/// Builds the target with the analyzers injected. Nothing of the user's is changed: one global property makes MSBuild import
/// the tool's targets file into every project.
/// </summary>
internal sealed class InjectedBuild(CheckOptions options, BuildTarget target, CheckFolder folder, Action<string> onLine)
{
    private const int LinesKept = 20;

    public async Task<BuildOutcome> RunAsync(CancellationToken cancellation)
    {
        var errors = new List<BuildError>();
        var lastLines = new Queue<string>();
        var exitCode = await DotnetProcess.RunAsync(options.DotnetCommand, Arguments(), target.Folder, Keep, cancellation);
        return new BuildOutcome(exitCode == 0, [.. errors.Distinct()], lastLines);

        void Keep(string line)
        {
            onLine(line);
            if (BuildError.Parse(line) is { } error)
            {
                errors.Add(error);
            }

            lastLines.Enqueue(line);
            if (lastLines.Count > LinesKept)
            {
                lastLines.Dequeue();
            }
        }
    }

    private IEnumerable<string> Arguments()
    {
        var detailed = options.Verbosity == Verbosity.Detailed;
        // Nodes that are reused would keep the check's properties and our output streams.
        string[] fixedArguments =
        [
            "build", target.File, "-nologo", "-tl:off", "-nodeReuse:false",
            detailed ? "-verbosity:minimal" : "-verbosity:quiet",
            detailed ? "-consoleLoggerParameters:NoSummary" : "-consoleLoggerParameters:NoSummary;ErrorsOnly",
        ];
        var chosen = new List<string>(options.Properties.Select(property => "-property:" + property));
        if (options.Configuration is { } configuration)
        {
            // In one word: a word that starts with '@' is a file of more arguments.
            chosen.Add($"--configuration={configuration}");
        }

        if (options.NoRestore)
        {
            chosen.Add("--no-restore");
        }

        var injected = TargetsHook.PropertiesFor("GrowthGuard.Check.targets", options.Properties).Concat(InjectedProperties());
        return [.. fixedArguments, .. chosen, .. injected.Select(property => MSBuildText.Property(property.Name, property.Value))];
    }

    private IEnumerable<(string Name, string Value)> InjectedProperties()
    {
        yield return ("GrowthGuardLogFolder", folder.Logs);
        yield return ("GrowthGuardMode", options.Mode.ToString().ToLowerInvariant());
        yield return ("GrowthGuardAnalyzer", options.AnalyzerPath);
        yield return ("GrowthGuardModeConfig", folder.Write("mode.globalconfig", ModeConfig.Of(options.Mode)));
        yield return ("GrowthGuardMuteConfig", folder.Write("mute.globalconfig", ModeConfig.Mute));
        yield return ("GrowthGuardRuleIds", string.Join(';', RuleCatalog.All.Select(rule => rule.Id)));
    }
}
