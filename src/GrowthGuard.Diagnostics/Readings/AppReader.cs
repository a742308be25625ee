using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace GrowthGuard.Diagnostics.Readings;

/// <summary>Reads what is known of the program.</summary>
internal sealed class AppReader
{
    private readonly string _name;
    private readonly string? _buildVersion;

    public AppReader()
    {
        var entry = Assembly.GetEntryAssembly();
        _name = entry?.GetName().Name ?? AppDomain.CurrentDomain.FriendlyName;
        _buildVersion = entry?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        StartedAt = StartOfProcess();
    }

    /// <summary>When the process started.</summary>
    public DateTimeOffset StartedAt { get; }

    public AppReading Read(DateTimeOffset now, WorkCounter work) => new()
    {
        Name = _name,
        BuildVersion = _buildVersion,
        Runtime = RuntimeInformation.FrameworkDescription,
        ProcessId = Environment.ProcessId,
        StartedAt = StartedAt.ToUniversalTime(),
        UptimeSeconds = Math.Max(0, (now - StartedAt).TotalSeconds),
        Requests = work.Requests,
        Invocations = work.Invocations,
    };

    /// <summary>When the system does not tell, the census is as old as can be said.</summary>
    private static DateTimeOffset StartOfProcess()
    {
        try
        {
            using var process = Process.GetCurrentProcess();
            return process.StartTime;
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or System.ComponentModel.Win32Exception
            or IOException or UnauthorizedAccessException)
        {
            return DateTimeOffset.UtcNow;
        }
    }
}
