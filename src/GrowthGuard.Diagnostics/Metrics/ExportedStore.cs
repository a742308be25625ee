namespace GrowthGuard.Diagnostics.Metrics;

/// <summary>One counter as metrics show it.</summary>
internal sealed class ExportedStore(string section, string name, TimeSpan window)
{
    private readonly GrowthWindow _growth = new(window);

    /// <summary>Its attributes.</summary>
    public KeyValuePair<string, object?>[] Tags { get; } = [new("growthguard.section", section), new("growthguard.store", name)];

    public CounterReading? Reading { get; private set; }

    public DateTimeOffset SeenAt { get; private set; }

    public double? GrowthPerHour => _growth.PerHour();

    public void Update(CounterReading reading, DateTimeOffset at)
    {
        Reading = reading;
        SeenAt = at;
        if (reading.Count is { } count)
        {
            _growth.Add(at, count);
        }
    }
}
