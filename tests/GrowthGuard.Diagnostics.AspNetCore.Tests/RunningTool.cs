using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GrowthGuard.Diagnostics.AspNetCore.Tests;

/// <summary>The tool as a process of its own, while it runs.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly StringBuilder _error = new();

    public RunningTool(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", Places.Tool, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Code that is compiled again takes memory for a minute; the servers that are started inherit it.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["Filling__Capacity"] = "2000";
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    public int ProcessId => _process.Id;

    /// <summary>All that it wrote as progress and messages so far.</summary>
    public string Error => _error.ToString();

    /// <summary>A load of the sample, which the tool starts; the options follow.</summary>
    public static RunningTool LoadOfSample(string[] toggles, params string[] options)
    {
        var address = FreeAddress();
        return new RunningTool(
            [
                "load",
                address + "/orders/{i}",
                .. options,
                "--",
                "dotnet",
                "exec",
                Places.Sample,
                "--urls",
                address,
                .. toggles.Select(toggle => $"--Toggles:{toggle}=true")
            ]);
    }

    /// <summary>An address of this machine on which nobody listens.</summary>
    public static string FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }

    /// <summary>Reads its messages until one has a text.</summary>
    public async Task WaitForAsync(string text)
    {
        while (!Error.Contains(text, StringComparison.Ordinal))
        {
            _error.AppendLine(await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) ??
                throw new InvalidOperationException($"It ended before it wrote '{text}':\n{Error}"));
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync()
    {
        _error.Append(await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
