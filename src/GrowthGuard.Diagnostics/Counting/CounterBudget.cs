namespace GrowthGuard.Diagnostics.Counting;

/// <summary>How many counters and sections may be registered yet: a census must not be what grows.</summary>
internal sealed class CounterBudget(int maximum)
{
    private int _taken;
    private int _refused;

    /// <summary>How many were refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= maximum)
        {
            return true;
        }

        Interlocked.Decrement(ref _taken);
        Interlocked.Increment(ref _refused);
        return false;
    }

    public void GiveBack(int number) => Interlocked.Add(ref _taken, -number);
}
