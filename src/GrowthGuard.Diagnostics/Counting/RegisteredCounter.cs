using System.Diagnostics;

namespace GrowthGuard.Diagnostics.Counting;

/// <summary>A counter that the program registered.</summary>
/// <param name="name">Its name in its section.</param>
/// <param name="kind">What it counts.</param>
/// <param name="bound">The largest count that is documented; null when none is.</param>
/// <param name="read">Counts; may throw, take long, or never come back.</param>
/// <param name="timeLimit">How long it may take, and when its token is cancelled; null for what each counter has, without a token.</param>
internal sealed class RegisteredCounter(string name, CounterKind kind, long? bound, Func<CancellationToken, long> read, TimeSpan? timeLimit)
{
    private long _callBegan;

    public string Name => name;

    public TimeSpan? TimeLimit => timeLimit;

    /// <summary>Calls the counter, unless an earlier call has not come back.</summary>
    public CounterResult Call(GrowthCensusOptions options)
    {
        var began = Stopwatch.GetTimestamp();
        if (Interlocked.CompareExchange(ref _callBegan, began, 0) is not 0 and var earlier)
        {
            return new CounterResult(CounterState.TimedOut, null, null, Stopwatch.GetElapsedTime(earlier));
        }

        try
        {
            var count = Count();
            var duration = Stopwatch.GetElapsedTime(began);
            return new CounterResult(duration > options.SlowCounter ? CounterState.Slow : CounterState.Ok, count, null, duration);
        }
        catch (Exception e)
        {
            var isOutOfTime = e is OperationCanceledException && timeLimit is not null;
            return isOutOfTime
                ? new CounterResult(CounterState.TimedOut, null, null, Stopwatch.GetElapsedTime(began))
                : new CounterResult(CounterState.Failed, null, e.GetType().FullName, Stopwatch.GetElapsedTime(began));
        }
        finally
        {
            Interlocked.Exchange(ref _callBegan, 0);
        }
    }

    public CounterReading ToReading(in CounterResult result) => new()
    {
        Name = name,
        Kind = kind,
        Bound = bound,
        State = result.State,
        Count = result.Count,
        Error = result.Error,
        DurationMs = result.Duration.TotalMilliseconds,
    };

    private long Count()
    {
        if (timeLimit is not { } limit)
        {
            return read(CancellationToken.None);
        }

        using var cancellation = new CancellationTokenSource(limit);
        return read(cancellation.Token);
    }
}
