namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// A lazy sequence that computes each element once, and no more of them than someone reads. Safe for concurrent readers, who wait
/// for each other only for what nobody has computed yet.
/// </summary>
internal sealed class MemoizedSequence<T>(IEnumerable<T> source)
{
    private const int InitialCapacity = 4;

    private readonly object _gate = new();

    // Elements below the count never change, and an array is published before the count that says how much of it there is.
    private volatile T[] _computed = [];
    private volatile int _count;
    private volatile IEnumerator<T>? _rest = source.GetEnumerator();

    public IEnumerable<T> Elements
    {
        get
        {
            for (var i = 0; i < _count || TryCompute(i); i++)
                yield return _computed[i];
        }
    }

    /// <summary>Computes the element at an index if it is the next, and there is one.</summary>
    private bool TryCompute(int index)
    {
        if (_rest is null)
            return index < _count;
        lock (_gate)
        {
            if (index == _count && _rest is { } rest)
                Compute(rest);
            return index < _count;
        }
    }

    private void Compute(IEnumerator<T> rest)
    {
        try
        {
            if (rest.MoveNext())
                Add(rest.Current);
            else
                _rest = null;
        }
        catch
        {
            // An enumerator that threw says that it is at its end, which the next reader must not believe.
            _rest = source.Skip(_count).GetEnumerator();
            throw;
        }
    }

    private void Add(T element)
    {
        var computed = _computed;
        if (_count == computed.Length)
            Array.Resize(ref computed, Math.Max(InitialCapacity, 2 * _count));
        computed[_count] = element;
        _computed = computed;
        _count++;
    }
}
