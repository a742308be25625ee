using GrowthGuard.Tool.Commands;
using GrowthGuard.Tool.Loading;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Experiments;

/// <summary>Measures variants of a server.</summary>
/// <param name="options">How it is put under load.</param>
internal sealed class LoadExperiment(LoadOptions options) : IExperiment
{
    /// <summary>Replaced by the configuration of the variant in the command that starts the server.</summary>
    private const string Placeholder = "{configuration}";

    private const string UsualConfiguration = "Release";

    public ExperimentSubject Subject => ExperimentSubject.Load;

    public string Settings => LoadFormat.Shown(options.Settings);

    public void Refuse(IReadOnlyList<Variant> variants)
    {
        if (options.Command.Count == 0)
        {
            throw ToolException.Usage("Each variant needs a process of its own: give the command that starts the server after '--'.");
        }

        if (variants.FirstOrDefault(variant => variant.Knobs.Count > 0) is { } knob)
        {
            throw ToolException.Usage(
                $"'{knob.Knobs.Keys.First()}' in the variant '{knob.Name}' is a setting of the runtime's configuration file, which is " +
                "only changed for scenarios. The collector's have variables too, such as DOTNET_gcServer.");
        }

        if (variants.FirstOrDefault(variant => variant.Configuration is not null) is { } built &&
            !options.Command.Any(word => word.Contains(Placeholder, StringComparison.Ordinal)))
        {
            throw ToolException.Usage(
                $"The variant '{built.Name}' has a configuration, and the command that starts the server does not say where it goes: " +
                $"write -- dotnet run -c {Placeholder} …");
        }
    }

    public async Task<(VariantRun Run, string InWords)> MeasureAsync(Variant variant, CancellationToken cancellation)
    {
        var settings = variant.Workers is { } workers
            ? options.Settings.With(LoadSetting.Workers, workers, variant.Name)
            : options.Settings;
        string[] command =
        [
            .. options.Command.Select(word => word.Replace(
                Placeholder,
                variant.Configuration ?? UsualConfiguration,
                StringComparison.Ordinal))
        ];
        var result = await new LoadMeasurement(settings, command, options.Process, _ => { }).RunAsync(
            variant.VariablesWith(),
            cancellation);
        return (VariantRun.Of(result), LoadFormat.Headline(result));
    }

    public void Dispose()
    {
    }
}
