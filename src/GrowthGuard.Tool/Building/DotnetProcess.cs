using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace GrowthGuard.Tool.Building;

/// <summary>Runs <c>dotnet</c> and hands over its output line by line; cancellation ends it and its children.</summary>
internal static class DotnetProcess
{
    private const int Sigint = 2;

    private static readonly TimeSpan TimeToStopGently = TimeSpan.FromSeconds(3);

    /// <summary>A compiler server that outlives the build may hold the streams open; what the build wrote is there long before.</summary>
    private static readonly TimeSpan TimeToDrain = TimeSpan.FromSeconds(2);

    /// <summary>Set by the SDK for what it starts ('dotnet run', 'dotnet test'); in another SDK's build they would mislead.</summary>
    private static readonly string[] VariablesOfAnotherSdk =
    [
        "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"
    ];

    public static async Task<int> RunAsync(
        string command,
        IEnumerable<string> arguments,
        string folder,
        Action<string> onLine,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(command, arguments)
        {
            // The SDK is chosen by the global.json above the working directory.
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "true";
        foreach (var variable in VariablesOfAnotherSdk)
        {
            start.Environment.Remove(variable);
        }

        using var process = Start(start);
        process.StandardInput.Close();
        var gate = new Lock();
        var reading = Task.WhenAll(PumpAsync(process.StandardOutput, onLine, gate), PumpAsync(process.StandardError, onLine, gate));
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process);
            throw;
        }

        await Task.WhenAny(reading, Task.Delay(TimeToDrain, cancellation));
        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw ToolException.BuildFailed(
                $"'{start.FileName}' was not found. A check builds the code, which needs the .NET SDK on the PATH: " +
                "https://dotnet.microsoft.com/download");
        }
    }

    private static async Task PumpAsync(StreamReader from, Action<string> onLine, Lock gate)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (gate)
            {
                onLine(line);
            }
        }
    }

    /// <summary>Lets the build stop by itself first: a compiler that is killed can leave half an assembly that looks up to date.</summary>
    private static async Task StopAsync(Process process)
    {
        // On Windows Ctrl+C has already reached the child, which shares the console.
        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(process.Id, Sigint);
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeToStopGently);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
