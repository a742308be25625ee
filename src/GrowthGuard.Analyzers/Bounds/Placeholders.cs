namespace GrowthGuard.Analyzers.Bounds;

/// <summary>
/// Tells reasons that somebody meant to write later: what a code fix leaves for the author, dots, and words that say nothing.
/// </summary>
internal static class Placeholders
{
    private const int LongestShown = 40;

    private static readonly string[] Marks = ["TODO", "TBD", "TBA", "FIXME", "XXX"];

    private static readonly HashSet<string> EmptyWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "reason", "why", "because", "na", "none", "no", "yes", "nothing", "unknown", "ok", "okay", "fine", "later", "temp", "temporary",
        "placeholder", "ignore", "ignored",
        "suppress", "suppressed", "bound", "bounded", "unbounded", "test", "tbc", "reason here", "it is fine", "this is fine", "todo",
    };

    /// <summary>What is wrong with such a reason, as the end of a sentence that begins with the bound; or <see langword="null"/>.</summary>
    public static string? ErrorOf(string? reason) => reason is not null && Is(reason)
        ? $"has a placeholder for its reason ('{(reason.Length <= LongestShown ? reason : reason.Substring(0, LongestShown).TrimEnd() + "…")}'); write what keeps it small, or why it may grow"
        : null;

    private static bool Is(string reason)
    {
        var text = reason.Trim();
        var words = new string(text.Where(letter => char.IsLetterOrDigit(letter) || letter == ' ').ToArray()).Trim();
        return words.Length == 0 || EmptyWords.Contains(words) || Marks.Any(mark => IsMarked(text, mark));
    }

    // "TODO say why" and "todo: say why"; a reason may speak of todo items.
    private static bool IsMarked(string text, string mark)
    {
        if (!text.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            return false;
        var rest = text.Substring(mark.Length);
        return rest.Length == 0 || ":-(.…?!".IndexOf(rest.TrimStart()[0]) >= 0 ||
            (!char.IsLetterOrDigit(rest[0]) && text.StartsWith(mark, StringComparison.Ordinal));
    }
}
