namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>A lazy sequence that computes each element once, and no more of them than someone has asked for. Safe for concurrent readers.</summary>
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
                if (_rest.MoveNext())
                    _computed.Add(_rest.Current);
                else
                    _rest = null;
            }

            var isThere = index < _computed.Count;
            element = isThere ? _computed[index] : default!;
            return isThere;
        }
    }
}
