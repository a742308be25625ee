using System.Collections.Concurrent;
using GrowthGuard.Diagnostics;

namespace GrowingService;

/// <summary>A sound cache that takes a while to fill: until then it looks like a leak. <c>Filling:Capacity</c> sets its size.</summary>
public sealed class FillingToggle : IToggle
{
    private readonly ConcurrentDictionary<long, byte[]> _pages = new();
    private readonly int _capacity;
    private long _number;

    public FillingToggle(GrowthCensus census, IConfiguration configuration)
    {
        _capacity = configuration.GetValue("Filling:Capacity", 20_000);
        census.Section("pages").Count("filling", () => _pages.Count, bound: _capacity);
    }

    public string Name => "filling";

    public ValueTask OnRequestAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _number);
        _pages[number % _capacity] = new byte[1024];
        return ValueTask.CompletedTask;
    }
}
