using System.Diagnostics;

namespace GrowthGuard.Diagnostics.Counting;

/// <summary>
/// Calls all counters once. They are called by a thread of their own: one that does not come back keeps that thread and nothing else, and
/// another goes on with the next counter. Threads of the pool are not used, since a pool with none left is what is looked for at times.
/// </summary>
internal sealed class CounterRun(IReadOnlyList<RegisteredCounter> counters, GrowthCensusOptions options)
{
    private readonly object _gate = new();
    private readonly CounterResult[] _results = new CounterResult[counters.Count];
    private int _next;
    private long? _nextBegan;
    private Thread? _thread;

    /// <summary>Comes back within the time limit of a snapshot, whatever the counters do.</summary>
    /// <returns>One result per counter, in their order.</returns>
    public static CounterResult[] Of(IReadOnlyList<RegisteredCounter> counters, GrowthCensusOptions options) =>
        counters.Count == 0 ? [] : new CounterRun(counters, options).Supervise();

    private CounterResult[] Supervise()
    {
        var began = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            GoOn();
            while (_next < counters.Count)
            {
                var rest = options.SnapshotTimeLimit - Stopwatch.GetElapsedTime(began);

                // A thread that waits for a processor takes nothing from the time of the counter.
                var elapsed = _nextBegan is { } callBegan ? Stopwatch.GetElapsedTime(callBegan) : TimeSpan.Zero;
                var left = (counters[_next].TimeLimit ?? options.CounterTimeLimit) - elapsed;
                if (rest <= TimeSpan.Zero || left <= TimeSpan.Zero)
                {
                    _results[_next++] = new CounterResult(
                        _nextBegan is null ? CounterState.Skipped : CounterState.TimedOut,
                        null,
                        null,
                        elapsed);
                    if (rest <= TimeSpan.Zero)
                    {
                        SkipRest();
                    }
                    else
                    {
                        GoOn();
                    }

                    continue;
                }

                Monitor.Wait(_gate, RoundedUp(rest < left ? rest : left));
            }

            return _results;
        }
    }

    /// <summary>Leaves the thread that is stuck to itself, and takes another.</summary>
    private void GoOn()
    {
        _nextBegan = null;
        _thread = null;
        if (_next == counters.Count)
        {
            return;
        }

        try
        {
            _thread = new Thread(CallRest) { IsBackground = true, Name = "GrowthGuard census" };
            _thread.Start();
        }
        catch (OutOfMemoryException)
        {
            // No memory for a thread: a snapshot without these counters is worth more than none.
            SkipRest();
        }
    }

    private void SkipRest()
    {
        _thread = null;
        for (; _next < counters.Count; _next++)
        {
            _results[_next] = new CounterResult(CounterState.Skipped, null, null, TimeSpan.Zero);
        }
    }

    private void CallRest()
    {
        while (true)
        {
            RegisteredCounter counter;
            lock (_gate)
            {
                if (_thread != Thread.CurrentThread || _next == counters.Count)
                {
                    return;
                }

                counter = counters[_next];
                _nextBegan = Stopwatch.GetTimestamp();
            }

            var result = counter.Call(options);
            lock (_gate)
            {
                if (_thread != Thread.CurrentThread)
                {
                    return;
                }

                _results[_next++] = result;
                _nextBegan = null;
                if (_next == counters.Count)
                {
                    Monitor.Pulse(_gate);
                }
            }
        }
    }

    /// <summary>To whole milliseconds: less than one would not wait at all.</summary>
    private static TimeSpan RoundedUp(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
