using System.Collections;

namespace GrowthGuard.Census;

/// <summary>The timers of the process that are running, as a collection of their callbacks: nothing else tells whose they are.</summary>
internal sealed class RunningTimers : IReadOnlyCollection<Delegate>
{
    public const string Name = "running timers";

    // A queue may change while it is read, so its end is not to be relied on.
    private const int MaxTimers = 100_000;

    public int Count => (int)Timer.ActiveCount;

    /// <summary>The callbacks, as far as this runtime has its timers where they are looked for.</summary>
    public IEnumerator<Delegate> GetEnumerator() => Queues().SelectMany(CallbacksIn).Take(MaxTimers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<object> Queues() =>
        PrivateFields.ReadStatic(typeof(Timer).Assembly.GetType("System.Threading.TimerQueue"), "Instances") is IEnumerable queues
            ? queues.Cast<object>()
            : [];

    private static IEnumerable<Delegate> CallbacksIn(object queue)
    {
        foreach (var list in new[] { "_longTimers", "_shortTimers" })
        {
            for (var timer = PrivateFields.Read(queue, list); timer is not null; timer = PrivateFields.Read(timer, "_next"))
            {
                if (CallbackOf(timer) is { } callback)
                {
                    yield return callback;
                }
            }
        }
    }

    /// <summary>System.Timers.Timer has a callback of its own, and hands on to its event.</summary>
    private static Delegate? CallbackOf(object timer) =>
        PrivateFields.Read(timer, "_timerCallback") is Delegate callback
            ? callback.Target is System.Timers.Timer component && PrivateFields.Read(component, "_onIntervalElapsed") is Delegate elapsed
                ? elapsed
                : callback
            : null;
}
