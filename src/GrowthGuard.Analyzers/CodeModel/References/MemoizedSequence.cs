namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// A lazy sequence that computes each element once, and no more of them than someone has asked for. Safe for concurrent readers.
/// </summary>
internal sealed class MemoizedSequence<T>(IEnumerable<T> source)
{
    private readonly List<T> _computed = [];
    private IEnumerator<T>? _rest = source.GetEnumerator();

    public IEnumerable<T> Elements
    {
        get
        {
            for (var i = 0; TryGet(i, out var element); i++)
                yield return element;
        }
    }

    private bool TryGet(int index, out T element)
    {
        lock (_computed)
        {
            if (index == _computed.Count && _rest is not null)
            {
                Compute();
            }

            var isThere = index < _computed.Count;
            element = isThere ? _computed[index] : default!;
            return isThere;
        }
    }

    private void Compute()
    {
        try
        {
            if (_rest!.MoveNext())
                _computed.Add(_rest.Current);
            else
                _rest = null;
        }
        catch
        {
            // An enumerator that threw says that it is at its end, which the next reader must not believe.
            _rest = source.Skip(_computed.Count).GetEnumerator();
            throw;
        }
    }
}
