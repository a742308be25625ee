using System.Net;
using System.Text;

namespace GrowthGuard.Tool.Output;

/// <summary>
/// Rows of cells, the first of them the head, in the forms that there are. The first column is text, the others are numbers.
/// </summary>
internal static class Grid
{
    public static string AsText(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text
                .Append(string
                    .Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))
                        .TrimEnd())
                .Append('\n');
        }

        return text.ToString();
    }

    public static string AsMarkdown(IReadOnlyList<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            text.Append("| ").Append(string.Join(" | ", row.Select(Escaped))).Append(" |\n");
            if (index == 0)
            {
                text.Append("| --- |").Append(string.Concat(Enumerable.Repeat(" ---: |", row.Length - 1))).Append('\n');
            }
        }

        return text.ToString();
    }

    public static string AsHtml(IReadOnlyList<string[]> rows)
    {
        var text = new StringBuilder("<div class=\"scroll\"><table>\n");
        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            var cell = index == 0 ? "th" : "td";
            text.Append("<tr>")
                .Append(
                    string.Concat(
                        row.Select(
                            (content, column) =>
                                $"<{cell}{(column == 0 ? "" : " class=\"number\"")}>{WebUtility.HtmlEncode(content)}</{cell}>")))
                .Append("</tr>\n");
        }

        return text.Append("</table></div>\n").ToString();
    }

    /// <summary>Text of Markdown that is nothing but text.</summary>
    public static string Escaped(string text) => new StringBuilder(text)
        .Replace("\\", "\\\\").Replace("|", "\\|")
            .Replace("<", "&lt;")
            .Replace("*", "\\*")
            .Replace("_", "\\_")
            .Replace("`", "\\`")
            .Replace("[", "\\[").ToString();
}
