using System.Diagnostics;

namespace GrowthGuard.Diagnostics;

/// <summary>The last snapshot for all who ask: however many there are and however often they ask, snapshots stay an interval apart.</summary>
internal sealed class LatestSnapshot(GrowthCensus census)
{
    private readonly object _gate = new();
    private Task<CensusSnapshot>? _last;
    private long _askedAt;

    /// <summary>A snapshot that is no older than the interval, counted from when it was begun.</summary>
    public Task<CensusSnapshot> GetAsync()
    {
        lock (_gate)
        {
            // One that is being taken is young whatever the clock says: counters that hang must not make snapshots pile up.
            if (_last is null || (_last.IsCompleted && Stopwatch.GetElapsedTime(_askedAt) >= census.Options.MinimumInterval))
            {
                _askedAt = Stopwatch.GetTimestamp();
                _last = census.TakeSnapshotAsync();
            }

            return _last;
        }
    }
}
