using GrowthGuard.Tool.History;
using GrowthGuard.Tool.Loading;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Commands;

/// <summary>Puts a server under load and reports; what was measured is printed too when the load ends early.</summary>
internal sealed class LoadRun(LoadOptions options, HistoryOptions history, string format, ToolConsole console)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var folder = Environment.CurrentDirectory;
        var writer = await HistoryWriter.OpenAsync(history, folder, folder, cancellation);
        console.Error.Write(LoadFormat.Shown(options.Settings));
        var measurement = new LoadMeasurement(
            options.Settings,
            options.Command,
            options.Process,
            iterations => console.SayError(LoadFormat.Progress(iterations, options.Settings)));
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
        if (result.Judged is { } judged)
        {
            // Loads of the same requests are compared, wherever the server listens.
            writer.Add(judged with { Scenario = $"load {options.Settings.Paths}" });
        }

        return result.IsFlat ? ExitCodes.Clean : ExitCodes.Violations;
    }
}
