namespace GrowthGuard.Contract.Tests;

/// <summary>A Markdown document as headings and the text below each.</summary>
internal sealed class MarkdownPage(string text)
{
    private readonly string[] _lines = text.ReplaceLineEndings("\n").Split('\n');

    public string FirstLine => _lines[0];

    public IEnumerable<string> Sections =>
        OutsideCode().Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]);

    /// <summary>The text between a second-level heading and the next; null when there is no such heading.</summary>
    public string? Section(string title)
    {
        var start = Array.IndexOf(_lines, "## " + title);
        return start < 0
            ? null
            : string.Join('\n', _lines.Skip(start + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))).Trim();
    }

    private IEnumerable<string> OutsideCode()
    {
        var inCode = false;
        foreach (var line in _lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inCode = !inCode;
            }
            else if (!inCode)
            {
                yield return line;
            }
        }
    }
}
