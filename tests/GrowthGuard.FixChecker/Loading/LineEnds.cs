using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.FixChecker.Loading;

/// <summary>How the lines of a file end.</summary>
internal enum LineEnds
{
    /// <summary>As they do in the folder.</summary>
    Kept,

    /// <summary>With a line feed.</summary>
    Lf,

    /// <summary>With a carriage return and a line feed.</summary>
    Crlf,
}

/// <summary>Changes and tells line ends.</summary>
internal static class LineEndText
{
    public static SourceText With(string text, LineEnds ends)
    {
        var lf = ends == LineEnds.Kept ? text : text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return SourceText.From(ends == LineEnds.Crlf ? lf.Replace("\n", "\r\n", StringComparison.Ordinal) : lf, Encoding.UTF8);
    }

    /// <summary>The only kind of line end in the text; <see langword="null"/> when it has none, or several kinds.</summary>
    public static string? Only(SourceText text)
    {
        var kinds = text.Lines.Where(line => line.EndIncludingLineBreak > line.End)
            .Select(line => text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak))).Distinct()
            .Take(2).ToList();
        return kinds.Count == 1 ? kinds[0] : null;
    }
}
