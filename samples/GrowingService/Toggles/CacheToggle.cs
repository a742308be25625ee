using System.Collections.Concurrent;
using GrowthGuard.Diagnostics;

namespace GrowingService;

/// <summary>A cache that nothing is ever taken out of.</summary>
public sealed class CacheToggle : IToggle
{
    private static readonly ConcurrentDictionary<long, byte[]> Receipts = new();

    private long _number;

    public CacheToggle(GrowthCensus census) => census.Section("orders").Count("receipts", () => Receipts.Count, bound: 1000);

    public string Name => "cache";

    public ValueTask OnRequestAsync(HttpContext context)
    {
        Receipts[Interlocked.Increment(ref _number)] = new byte[512];
        return ValueTask.CompletedTask;
    }
}
