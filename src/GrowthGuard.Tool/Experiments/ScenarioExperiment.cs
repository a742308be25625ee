using GrowthGuard.Testing;
using GrowthGuard.Testing.Hosting;
using GrowthGuard.Testing.Reporting;
using GrowthGuard.Tool.Building;
using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Scenarios;

namespace GrowthGuard.Tool.Experiments;

/// <summary>Measures variants of a scenario.</summary>
/// <param name="path">The assembly that has it, or the project, which is built.</param>
/// <param name="scenario">Its name, with or without its namespace.</param>
/// <param name="framework">The framework, when the project has several.</param>
/// <param name="options">How it is run.</param>
internal sealed class ScenarioExperiment(string path, string scenario, string? framework, ScenarioRunOptions options) : IExperiment
{
    private const string UsualConfiguration = "Release";

    private readonly bool _isBuilt = Path.GetExtension(path) is ".dll" or ".exe";
    private readonly Dictionary<string, string> _assemblies = []; // bound: unbounded (one per configuration)
    private readonly CheckFolder _folder = new(Path.GetTempPath());

    public ExperimentSubject Subject => ExperimentSubject.Scenario;

    public string Settings => "";

    public void Refuse(IReadOnlyList<Variant> variants)
    {
        if (variants.FirstOrDefault(variant => variant.Workers is not null) is { } several)
        {
            throw ToolException.Usage(
                $"'workers' in the variant '{several.Name}' is how many requests a load makes at the same time; a scenario is invoked by " +
                "itself.");
        }

        if (_isBuilt)
        {
            _ = ScenarioFinder.Find(path, scenario);
            if (variants.FirstOrDefault(variant => variant.Configuration is not null) is { } built)
            {
                throw ToolException.Usage(
                    $"The variant '{built.Name}' has a configuration, and '{path}' is built already: name the project.");
            }
        }
        else if (!Path.GetExtension(BuildTarget.Resolve(path, Environment.CurrentDirectory).File)
            .Equals(".csproj", StringComparison.OrdinalIgnoreCase))
        {
            throw ToolException.Usage($"'{path}' is a solution: name the project that has the scenario, or its assembly.");
        }
    }

    public async Task<(VariantRun Run, string InWords)> MeasureAsync(Variant variant, CancellationToken cancellation)
    {
        var assembly = _isBuilt ? path : await BuiltAsync(variant.Configuration ?? UsualConfiguration, cancellation);
        var name = ScenarioFinder.Find(assembly, scenario)[0];
        var run = options.ForRun();
        foreach (var (key, value) in variant.VariablesWith())
        {
            run.Environment(key, value);
        }

        try
        {
            var result = await MemoryFlat.RunAsync(
                new ScenarioReference(assembly, name) { DisplayName = ScenarioFinder.Shown(name), RuntimeKnobs = variant.Knobs },
                run,
                cancellation);
            var growing = result.Roots.Count == 0 ? "" : $" It is in {result.Roots[0].Root.Name}.";
            return (VariantRun.Of(result, run.Budget), new ReportFacts(result).Headline + growing);
        }
        catch (MemoryRunException e)
        {
            throw new ToolException(ExitCodes.NoResult, e.Message);
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> BuiltAsync(string configuration, CancellationToken cancellation)
    {
        if (!_assemblies.TryGetValue(configuration, out var assembly))
        {
            var project = BuildTarget.Resolve(path, Environment.CurrentDirectory);
            assembly = await new ScenarioBuild(configuration, framework).RunAsync(
                project.File,
                project.Folder,
                shownRoot: null,
                _folder.PathOf(configuration),
                cancellation);
            _assemblies[configuration] = assembly;
        }

        return assembly;
    }
}
