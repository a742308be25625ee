using GrowthGuard.Diagnostics;

namespace GrowingService;

/// <summary>Grows only when the service has been idle for half a second: load without gaps never shows it.</summary>
public sealed class IdleToggle : IToggle
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly List<byte[]> _reconnects = [];
    private long _last;

    public IdleToggle(GrowthCensus census)
    {
        _last = _clock.GetTimestamp();
        census.Section("connections").Count("reconnects", () => _reconnects.Count);
    }

    public string Name => "idle";

    public ValueTask OnRequestAsync(HttpContext context)
    {
        var now = _clock.GetTimestamp();
        if (_clock.GetElapsedTime(Interlocked.Exchange(ref _last, now), now) > Gap)
        {
            lock (_reconnects)
            {
                _reconnects.Add(new byte[64 * 1024]);
            }
        }

        return ValueTask.CompletedTask;
    }
}
