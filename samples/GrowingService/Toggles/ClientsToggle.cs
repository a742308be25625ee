using System.Collections.Concurrent;
using GrowthGuard.Diagnostics;

namespace GrowingService;

/// <summary>A pool that keeps a session for each connection that ever came, and forgets none when the connection is closed.</summary>
public sealed class ClientsToggle : IToggle
{
    private readonly ConcurrentDictionary<string, byte[]> _sessions = new();

    public ClientsToggle(GrowthCensus census) => census.Section("clients").Count("sessions", () => _sessions.Count);

    public string Name => "clients";

    public ValueTask OnRequestAsync(HttpContext context)
    {
        _sessions.GetOrAdd(context.Connection.Id, _ => new byte[16 * 1024]);
        return ValueTask.CompletedTask;
    }
}
