using GrowthGuard.Diagnostics;

namespace GrowingService;

/// <summary>Each request subscribes to an event, as a streaming endpoint does, and none leaves.</summary>
public sealed class EventToggle : IToggle
{
    public EventToggle(GrowthCensus census) => census.Section("streams").Event("subscribers", () => OrderPlaced);

    private event Action<string>? OrderPlaced;

    public string Name => "event";

    public ValueTask OnRequestAsync(HttpContext context)
    {
        var seen = new List<string>();
        OrderPlaced += seen.Add;
        return ValueTask.CompletedTask;
    }
}
