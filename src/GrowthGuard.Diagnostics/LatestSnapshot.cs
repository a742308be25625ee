using System.Diagnostics;

namespace GrowthGuard.Diagnostics;

/// <summary>
/// The last snapshot for all who ask: however many there are and however often they ask, snapshots stay an interval apart.
/// </summary>
internal sealed class LatestSnapshot(GrowthCensus census)
{
    private readonly object _gate = new();
    private Task<CensusSnapshot>? _last;
    private long _finishedAt;

    /// <summary>A snapshot that was finished no longer ago than the interval.</summary>
    public Task<CensusSnapshot> GetAsync()
    {
        lock (_gate)
        {
            // One that is being taken is young whatever the clock says: counters that hang must not make snapshots pile up.
            if (_last is null ||
                (_last.IsCompleted && Stopwatch.GetElapsedTime(Interlocked.Read(ref _finishedAt)) >= census.Options.MinimumInterval))
            {
                _last = TakeAsync();
            }

            return _last;
        }
    }

    private async Task<CensusSnapshot> TakeAsync()
    {
        try
        {
            return await census.TakeSnapshotAsync().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Exchange(ref _finishedAt, Stopwatch.GetTimestamp());
        }
    }
}
