using GrowthGuard.Testing;
using GrowthGuard.Tool.Experiments;
using GrowthGuard.Tool.Loading;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>Runs variants in turn, A B C A B C, so that what changes on the machine meanwhile changes all of them.</summary>
internal sealed class CompareRun(LoadOptions options, IReadOnlyList<Variant> variants, int runs, string format, ToolConsole console)
{
    private readonly List<VariantResult> _results = [.. variants.Select(variant => new VariantResult(variant))]; // bound: unbounded (one per variant)

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (options.Command.Count == 0)
        {
            throw ToolException.Usage("Each variant needs a process of its own: give the command that starts the server after '--'.");
        }

        console.Error.Write(LoadFormat.Shown(options.Settings));
        foreach (var result in _results)
        {
            if (result.Variant.Missing() is { } missing)
            {
                result.Fail(missing);
            }
        }

        try
        {
            for (var run = 1; run <= runs; run++)
            {
                foreach (var result in _results.Where(result => result.Problem is null))
                {
                    await RunAsync(result, run, cancellation);
                }
            }
        }
        catch (OperationCanceledException) when (_results.Any(result => result.Runs.Count > 0))
        {
            console.Out.Write(CompareFormat.Of(format, _results));
            throw;
        }

        console.Out.Write(CompareFormat.Of(format, _results));
        return _results.Any(result => result.Problem is not null) ? ExitCodes.NoResult
            : _results.All(result => result.Verdict == Verdict.Flat) ? ExitCodes.Clean
            : ExitCodes.Violations;
    }

    private async Task RunAsync(VariantResult result, int run, CancellationToken cancellation)
    {
        var variant = result.Variant;
        var settings = variant.Workers is { } workers ? options.Settings.With(LoadSetting.Workers, workers, variant.Name) : options.Settings;
        try
        {
            result.Add(await new LoadMeasurement(settings, options.Command, options.Process, _ => { }).RunAsync(variant.VariablesWith(), cancellation));
            console.SayError($"run {run} of {runs}, {variant.Name}: {LoadFormat.Headline(result.Runs[^1])}");
        }
        catch (ToolException e) when (e.ExitCode == ExitCodes.NoResult)
        {
            result.Fail(e.Message);
            console.SayError($"run {run} of {runs}, {variant.Name}: {e.Message}");
        }
    }
}
