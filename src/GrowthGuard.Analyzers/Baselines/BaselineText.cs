namespace GrowthGuard.Analyzers.Baselines;

/// <summary>The text of a baseline and its changes, which leave comments, reasons, order and line ends as they are.</summary>
internal sealed class BaselineText
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    private readonly List<Line> _lines = [];
    private readonly Dictionary<(string Rule, string Symbol), Line> _byKey = [];
    private readonly string _lineEnd;

    public BaselineText(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny(LineEnds, start);
            end = end < 0 ? text.Length : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
            var line = text.Substring(start, end - start);
            _lines.Add(new Line(line, BaselineLine.Read(line.TrimEnd(LineEnds))));
            start = end;
        }

        foreach (var line in _lines)
        {
            if (line.Entry is { Error: null } entry && !_byKey.ContainsKey(entry.Key))
                _byKey.Add(entry.Key, line);
        }

        _lineEnd = _lines.Select(line => line.End).FirstOrDefault(end => end.Length > 0) ?? "\n";
    }

    /// <summary>The lines that say something, with their numbers from 1.</summary>
    public IEnumerable<(int Number, BaselineLine Line)> Entries =>
        _lines.Select((line, index) => (index + 1, line.Entry!)).Where(line => line.Item2 is not null);

    /// <summary>How many findings are accepted.</summary>
    public int CountOf((string Rule, string Symbol) key) => _byKey.TryGetValue(key, out var line) ? line.Entry!.Count : 0;

    /// <summary>Accepts that many findings: changes the line, or adds one where it sorts.</summary>
    public void Accept((string Rule, string Symbol) key, int count, string? reason = null)
    {
        if (_byKey.TryGetValue(key, out var line))
        {
            line.SetCount(count);
            return;
        }

        line = new Line(BaselineLine.Write(key.Rule, key.Symbol, count, reason) + _lineEnd);
        Insert(line);
        _byKey.Add(key, line);
    }

    /// <summary>Accepts no more than that many findings; with none, the line goes, and so does one that says the same again.</summary>
    public void Prune((string Rule, string Symbol) key, int count)
    {
        if (!_byKey.TryGetValue(key, out var kept))
            return;
        _lines.RemoveAll(line => line.Entry is { Error: null } entry && entry.Key == key && (count == 0 || line != kept));
        if (count == 0)
            _byKey.Remove(key);
        else if (kept.Entry!.Count > count)
            kept.SetCount(count);
    }

    public override string ToString() => string.Concat(_lines.Select(line => line.Text));

    private void Insert(Line line)
    {
        var last = _lines.FindLastIndex(other => other.Entry is { Error: null } && Compare(other, line) < 0);
        var at = last >= 0 ? last + 1 : BeforeFirst();
        if (at > 0 && _lines[at - 1].End.Length == 0)
            _lines[at - 1].Text += _lineEnd;
        _lines.Insert(at, line);
    }

    // Comments right above a line are about it, but those at the start of the file are about all of them.
    private int BeforeFirst()
    {
        var first = _lines.FindIndex(line => line.Entry is not null);
        if (first < 0)
            return _lines.Count;
        var above = first;
        while (above > 0 && !string.IsNullOrWhiteSpace(_lines[above - 1].Text))
            above--;
        return above == 0 ? first : above;
    }

    private static int Compare(Line one, Line other) => string.CompareOrdinal(Sorted(one), Sorted(other));

    private static string Sorted(Line line) => line.Entry!.Key.Rule + " " + line.Entry.Key.Symbol;

    private sealed class Line(string text, BaselineLine? entry)
    {
        public Line(string text)
            : this(text, BaselineLine.Read(text))
        {
        }

        public string Text { get; set; } = text;

        public BaselineLine? Entry { get; private set; } = entry;

        public string End => Text.Substring(Text.TrimEnd('\r', '\n').Length);

        public void SetCount(int count)
        {
            var (start, end) = Entry!.CountSpan;
            Text = Text.Substring(0, start) + BaselineLine.WriteCount(count) + Text.Substring(end);
            Entry = BaselineLine.Read(Text.TrimEnd('\r', '\n'));
        }
    }
}
