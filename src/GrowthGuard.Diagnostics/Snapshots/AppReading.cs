namespace GrowthGuard.Diagnostics;

/// <summary>The program that runs in the process, and how much it has done since it started.</summary>
public sealed record AppReading
{
    /// <summary>The name of the program, that of its entry assembly.</summary>
    public required string Name { get; init; }

    /// <summary>Its informational version; null when it has none.</summary>
    public string? BuildVersion { get; init; }

    /// <summary>The runtime, as <c>.NET 10.0.1</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>The id of the process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When the process started, in universal time.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Seconds since the process started.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>HTTP requests that ASP.NET Core has begun since the census was made; null when it has begun none.</summary>
    public long? Requests { get; init; }

    /// <summary>Invocations of a handler since the process started; null when no handler is wrapped.</summary>
    public long? Invocations { get; init; }
}
