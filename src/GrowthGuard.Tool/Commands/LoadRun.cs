using GrowthGuard.Tool.Loading;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>Puts a server under load and reports; what was measured is printed too when the load ends early.</summary>
internal sealed class LoadRun(LoadOptions options, string format, ToolConsole console)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        console.Error.Write(LoadFormat.Shown(options.Settings));
        var measurement = new LoadMeasurement(options.Settings, options.Command, options.Process, iterations => console.SayError(LoadFormat.Progress(iterations, options.Settings)));
        LoadResult result;
        try
        {
            result = await measurement.RunAsync(new Dictionary<string, string>(), cancellation);
        }
        catch (Exception e) when (e is ToolException or OperationCanceledException && measurement.SoFar.Iterations.Count > 0)
        {
            console.Out.Write(LoadFormat.Of(format, measurement.SoFar));
            throw;
        }

        console.Out.Write(LoadFormat.Of(format, result));
        return result.IsFlat ? ExitCodes.Clean : ExitCodes.Violations;
    }
}
