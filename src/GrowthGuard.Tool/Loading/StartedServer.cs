using System.ComponentModel;
using System.Diagnostics;
using GrowthGuard.Testing.Hosting;
using GrowthGuard.Tool.Diagnosing;

namespace GrowthGuard.Tool.Loading;

/// <summary>A server that was started for a load, and is ended with all that it has started.</summary>
internal sealed class StartedServer : IAsyncDisposable
{
    /// <summary>What the server starts inherits it, and is found by it even when its parent has ended.</summary>
    private const string MarkVariable = "GROWTHGUARD_LOAD";

    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly OutputTail _output = new();
    private readonly string _mark;

    private StartedServer(Process process, string mark)
    {
        _process = process;
        _mark = mark;
        _ = _output.ReadAsync(process.StandardOutput);
        _ = _output.ReadAsync(process.StandardError);
    }

    /// <summary>The last lines that it wrote, to be put behind a message.</summary>
    public string LastLines => _output.Lines.Count == 0 ? " It wrote nothing." : " Its last lines:\n" + string.Join('\n', _output.Lines);

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="driver">Asks the server.</param>
    /// <param name="address">Where it will listen.</param>
    /// <param name="cancellation">Gives up, and ends it.</param>
    /// <exception cref="ToolException">It cannot be started, or does not answer.</exception>
    public static async Task<StartedServer> StartAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, LoadDriver driver, Uri address, CancellationToken cancellation)
    {
        if (OperatingSystem.IsLinux() && ListeningPorts.IsTaken(address.Port))
        {
            throw ToolException.Usage(
                $"Port {address.Port} is taken:\n{CensusTarget.Listed(ListeningPorts.ProcessesOn(address.Port))}\nEnd that process, or " +
                "leave the command out to put it under load.");
        }

        var mark = Guid.NewGuid().ToString("N");
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var (name, value) in environment.Append(new(MarkVariable, mark)))
        {
            start.Environment[name] = value;
        }

        var server = new StartedServer(Started(start), mark);
        try
        {
            await server.WaitUntilAnsweredAsync(driver, address, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        if (OperatingSystem.IsLinux())
        {
            Descendants.Kill(MarkVariable, _mark);
        }

        _process.Dispose();
    }

    private async Task WaitUntilAnsweredAsync(LoadDriver driver, Uri address, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await driver.AnswersAsync(cancellation))
        {
            if (_process.HasExited)
            {
                throw new ToolException(
                    ExitCodes.NoResult,
                    $"The server ended with exit code {_process.ExitCode} before it answered at {address}.{LastLines}");
            }

            if (Stopwatch.GetElapsedTime(began) > TimeToStart)
            {
                throw new ToolException(
                    ExitCodes.NoResult,
                    $"The server did not answer at {address} within {TimeToStart.TotalSeconds:0} seconds.{LastLines}");
            }

            await Task.Delay(Moment, cancellation);
        }
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw ToolException.Usage($"'{start.FileName}' cannot be started: {e.Message}");
        }
    }
}
