namespace GrowthGuard.Diagnostics.Metrics;

/// <summary>
/// The growth of one figure per hour over a sliding window, as the median of the slopes between all pairs of points (Theil and Sen): a
/// spike, a cache that was cleared once or a late first request moves it little, where the last value less the first would be all that.
/// </summary>
internal sealed class GrowthWindow(TimeSpan length)
{
    /// <summary>Enough for a slope, few enough to compare each with each for hundreds of stores at every scrape.</summary>
    private const int Capacity = 24;

    /// <summary>Fewer say nothing of a trend.</summary>
    private const int FewestPoints = 5;

    private readonly TimeSpan _spacing = length / Capacity;
    private readonly (DateTimeOffset At, double Value)[] _points = new (DateTimeOffset, double)[Capacity];
    private int _count;
    private int _next;

    /// <summary>Adds what was read, unless the last point is too near.</summary>
    public void Add(DateTimeOffset at, double value)
    {
        if (_count > 0 && at - _points[(_next + Capacity - 1) % Capacity].At < _spacing)
        {
            return;
        }

        _points[_next] = (at, value);
        _next = (_next + 1) % Capacity;
        _count = Math.Min(_count + 1, Capacity);
    }

    /// <summary>Growth per hour; null while there are too few points.</summary>
    public double? PerHour()
    {
        if (_count < FewestPoints)
        {
            return null;
        }

        Span<double> slopes = stackalloc double[Capacity * (Capacity - 1) / 2];
        var number = 0;
        for (var i = 0; i < _count; i++)
        {
            for (var j = i + 1; j < _count; j++)
            {
                var hours = (_points[j].At - _points[i].At).TotalHours;
                if (hours != 0)
                {
                    slopes[number++] = (_points[j].Value - _points[i].Value) / hours;
                }
            }
        }

        if (number == 0)
        {
            return null;
        }

        slopes = slopes[..number];
        slopes.Sort();
        return number % 2 == 1 ? slopes[number / 2] : (slopes[(number / 2) - 1] + slopes[number / 2]) / 2;
    }
}
