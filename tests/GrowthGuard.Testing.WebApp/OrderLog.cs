namespace GrowthGuard.Testing.WebApp;

/// <summary>A singleton that grows with every request, on purpose.</summary>
public sealed class OrderLog
{
    private readonly List<string> _lines = []; // bound: unbounded (grows on purpose)

    /// <summary>Notes an order.</summary>
    public string Add(string id)
    {
        lock (_lines)
        {
            _lines.Add($"order {id} of {DateTime.UtcNow:O}");
            return _lines[^1];
        }
    }
}
