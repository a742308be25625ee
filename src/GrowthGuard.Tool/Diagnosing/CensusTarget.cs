using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using GrowthGuard.Tool.Output;

namespace GrowthGuard.Tool.Diagnosing;

/// <summary>The process that was named on the command line: by the address of its endpoint, its id, or its name.</summary>
internal static class CensusTarget
{
    /// <summary>Finds the endpoint of what was typed or, where a process has none, the counters of its runtime.</summary>
    /// <exception cref="ToolException">There is neither, or there is a choice.</exception>
    public static async Task<ICensusSource> SourceAsync(
        string typed,
        CensusClient client,
        TimeSpan interval,
        ToolConsole console,
        CancellationToken cancellation)
    {
        if (IsAddress(typed, out var address))
        {
            return new EndpointSource(client, CensusClient.EndpointOf(address));
        }

        var process = ProcessOf(typed);
        if (OperatingSystem.IsLinux() && await client.FindAsync(process, ListeningPorts.Of(process), cancellation) is { } endpoint)
        {
            return new EndpointSource(client, endpoint);
        }

        var counters = RuntimeCounters.Attach(process, interval);
        console.Error.WriteLine(
            $"Process {process} answers at no endpoint that can be found. What its runtime tells is shown; stores are not.");
        return counters;
    }

    /// <summary>Finds the endpoint of what was typed.</summary>
    /// <exception cref="ToolException">There is none, or there is a choice.</exception>
    public static async Task<Uri> FindAsync(string typed, CensusClient client, CancellationToken cancellation)
    {
        if (IsAddress(typed, out var address))
        {
            return CensusClient.EndpointOf(address);
        }

        var process = ProcessOf(typed);
        if (!OperatingSystem.IsLinux())
        {
            throw ToolException.Usage(
                $"The ports of process {process} can be found on Linux only. Give the address instead: http://localhost:PORT.");
        }

        var ports = ListeningPorts.Of(process);
        return await client.FindAsync(process, ports, cancellation) ?? throw new ToolException(
            ExitCodes.NoResult,
            ports.Count == 0
                ? $"Process {process} listens on no port that can be seen. It must call app.MapGrowthGuard(), and belong to you."
                : $"Process {process} listens on {string.Join(", ", ports)}, and none of them answers at {CensusClient.DefaultPath}. When the endpoint is mapped elsewhere, give its address.");
    }

    /// <summary>The one process that was meant.</summary>
    /// <exception cref="ToolException">There is none, or there are several, which are named.</exception>
    public static int ProcessOf(string typed)
    {
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Exists(id) ? id : throw ToolException.Usage($"There is no process {id}.");
        }

        var found = ProcessesNamed(typed);
        return found switch
        {
            [var only] => only.Id,
            [] =>
                throw ToolException.Usage(
                    $"'{PlainText.Of(typed)}' is no address, no id of a process, and part of no process's command line."),
            _ =>
                throw ToolException.Usage(
                    $"{found.Count} processes match '{PlainText.Of(typed)}'. Choose one by its " +
                    $"id:\n{Listed(found.Select(process => process.Id))}"),
        };
    }

    /// <summary>Processes with their command lines, a line for each.</summary>
    public static string Listed(IEnumerable<int> processes) => string.Join('\n', processes.Select(id => $"  {id,7}  {CommandLineOf(id)}"));

    /// <summary>The command line of a process, or its name; empty when it has ended.</summary>
    public static string CommandLineOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return PlainText.Of(CommandOf(process));
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private static bool IsAddress(string typed, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(typed, UriKind.Absolute, out address) && address.Scheme is "http" or "https";

    private static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static List<(int Id, string Command)> ProcessesNamed(string name)
    {
        var found = new List<(int Id, string Command)>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                var command = CommandOf(process);
                if (process.Id != Environment.ProcessId && command.Contains(name, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add((process.Id, command));
                }
            }
        }

        return [.. found.OrderBy(process => process.Id)];
    }

    /// <summary>All .NET programs are called 'dotnet' at times; the command line says which one it is.</summary>
    private static string CommandOf(Process process)
    {
        try
        {
            var file = $"/proc/{process.Id}/cmdline";
            var line = OperatingSystem.IsLinux() && File.Exists(file)
                ? Encoding.UTF8.GetString(File.ReadAllBytes(file)).TrimEnd('\0').Replace('\0', ' ')
                : "";
            return line.Length > 0 ? line : process.ProcessName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return "";
        }
    }
}
