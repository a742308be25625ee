using System.Diagnostics;
using GrowthGuard.Tool.Diagnosing;

namespace GrowthGuard.Tool.Loading;

/// <summary>Puts a server under load, iteration by iteration, and reads its memory after each.</summary>
/// <param name="settings">How.</param>
/// <param name="command">What starts the server; empty when it runs already.</param>
/// <param name="process">The process to measure; null for the one that listens on the port.</param>
/// <param name="onIteration">Called after each iteration with all so far.</param>
internal sealed class LoadMeasurement(
    LoadSettings settings,
    IReadOnlyList<string> command,
    int? process,
    Action<IReadOnlyList<Iteration>> onIteration)
{
    /// <summary>A load goes on for so many times its iterations until caches are full.</summary>
    private const int LongestFill = 10;

    private readonly List<Iteration> _iterations = []; // bound: unbounded (as many as the settings say)
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _process;
    private string _commandLine = "";

    /// <summary>What was measured so far, with no verdict.</summary>
    public LoadResult SoFar => new(settings, _process, _commandLine, _iterations, Judged: null);

    /// <exception cref="ToolException">The server cannot be reached or read, or it ended.</exception>
    public async Task<LoadResult> RunAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        using var driver = new LoadDriver(settings);
        if (command.Count > 0)
        {
            await using var server = await StartedServer.StartAsync(command, environment, driver, settings.Address, cancellation);
            return await MeasureAsync(driver, () => server.LastLines, cancellation);
        }

        if (!await driver.AnswersAsync(cancellation))
        {
            throw new ToolException(
                ExitCodes.NoResult,
                $"{settings.Address} does not answer. Start the server first, or give the command that starts it after '--'.");
        }

        return await MeasureAsync(driver, () => "", cancellation);
    }

    private async Task<LoadResult> MeasureAsync(LoadDriver driver, Func<string> lastLines, CancellationToken cancellation)
    {
        _process = process ?? ServerProcess.On(settings.Address.Port);
        _commandLine = CensusTarget.CommandLineOf(_process);
        var memory = new ServerMemory(_process);
        using var server = Open(_process);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _ = server.WaitForExitAsync(cancellation).ContinueWith(_ => ended.Cancel(), TaskScheduler.Default);
        var (filling, sent) = (0, 0L);
        try
        {
            var before = await memory.ReadAsync(ended.Token);
            for (var i = 1; i <= Math.Min(filling + settings.Tries, LongestFill * settings.Tries); i++)
            {
                filling = sent < settings.Fill ? i : filling;
                var load = await driver.RunAsync(ended.Token);
                await Task.Delay(settings.Pause, ended.Token);
                if (load.Errors == load.Requests && !server.HasExited)
                {
                    throw new ToolException(
                        ExitCodes.NoResult,
                        $"All {load.Requests} requests of iteration {i} failed: {load.FirstError ?? "none was sent"}.");
                }

                var after = await memory.ReadAsync(ended.Token);
                _iterations.Add(new Iteration(load, before, after));
                onIteration(_iterations);
                before = after;
                sent += load.Requests;
            }
        }
        catch (Exception e) when ((e is OperationCanceledException or ToolException) && !cancellation.IsCancellationRequested &&
            server.HasExited)
        {
            throw new ToolException(
                ExitCodes.NoResult,
                $"The server, process {_process}, ended in iteration {_iterations.Count + 1}, so there is no verdict.{lastLines()}");
        }

        return _iterations.Count - filling < settings.Tries
            ? SoFar with { Filled = Math.Min(1, (double)sent / settings.Fill) }
            : SoFar with { Judged = LoadJudge.Judge([.. _iterations.Skip(filling)], _watch.Elapsed) };
    }

    private static Process Open(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            throw ToolException.Usage($"There is no process {id}.");
        }
    }
}
