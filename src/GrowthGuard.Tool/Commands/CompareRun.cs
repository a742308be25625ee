using GrowthGuard.Testing;
using GrowthGuard.Tool.Experiments;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>Runs variants in turn, A B C A B C, so that what changes on the machine meanwhile changes all of them.</summary>
internal sealed class CompareRun(IExperiment experiment, CompareOptions options, ToolConsole console)
{
    private readonly List<VariantResult> _results =
    [
        .. options.Variants.Select(variant => new VariantResult(variant, experiment.Subject))
    ]; // bound: unbounded (one per variant)

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        experiment.Refuse(options.Variants);
        console.Error.Write(experiment.Settings);
        foreach (var result in _results)
        {
            if (result.Variant.Missing() is { } missing)
            {
                result.Fail(missing);
            }
        }

        try
        {
            for (var run = 1; run <= options.Runs; run++)
            {
                foreach (var result in _results.Where(result => result.Problem is null))
                {
                    await RunAsync(result, run, cancellation);
                }
            }
        }
        catch (OperationCanceledException) when (_results.Any(result => result.Runs.Count > 0))
        {
            Report();
            throw;
        }

        Report();
        return _results.Any(result => result.Problem is not null) ? ExitCodes.NoResult
            : _results.All(result => result.Verdict == Verdict.Flat) ? ExitCodes.Clean
            : ExitCodes.Violations;
    }

    private void Report() => console.Out.Write(CompareFormat.Of(options.Format, _results, options.Cost));

    private async Task RunAsync(VariantResult result, int run, CancellationToken cancellation)
    {
        var inWords = "";
        try
        {
            (var measured, inWords) = await experiment.MeasureAsync(result.Variant, cancellation);
            result.Add(measured);
        }
        catch (ToolException e) when (e.ExitCode == ExitCodes.NoResult)
        {
            inWords = e.Message;
            result.Fail(e.Message);
        }

        console.SayError($"run {run} of {options.Runs}, {result.Name}: {inWords}");
    }
}
