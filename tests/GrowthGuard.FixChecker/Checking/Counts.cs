using Microsoft.CodeAnalysis;

namespace GrowthGuard.FixChecker.Checking;

/// <summary>How many diagnostics of each kind there are.</summary>
internal sealed class Counts
{
    private readonly Dictionary<(string Id, string Text), int> _counts = [];

    public IEnumerable<(string Id, string Text)> Keys => _counts.Keys;

    public int this[(string Id, string Text) key] => _counts.GetValueOrDefault(key);

    public static Counts Of(IEnumerable<Diagnostic> diagnostics, Func<Diagnostic, (string Id, string Text)> keyOf)
    {
        var counts = new Counts();
        foreach (var key in diagnostics.Select(keyOf))
        {
            counts._counts[key] = counts[key] + 1;
        }

        return counts;
    }

    public void Add(Counts others)
    {
        foreach (var (key, count) in others._counts)
        {
            _counts[key] = this[key] + count;
        }
    }

    /// <summary>What there is more of than before.</summary>
    public IEnumerable<string> MoreThan(Counts before) =>
        _counts.Where(pair => pair.Value > before[pair.Key]).Select(pair => $"{pair.Key.Id} {pair.Key.Text}");
}
