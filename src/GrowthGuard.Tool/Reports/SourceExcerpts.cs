using GrowthGuard.Tool.Findings;

namespace GrowthGuard.Tool.Reports;

/// <summary>What a part of a source line is to a finding.</summary>
internal enum SourceMark
{
    None,

    /// <summary>Another place of the evidence: a growth site above all.</summary>
    Evidence,

    /// <summary>What is reported.</summary>
    Reported,
}

/// <summary>A source line in parts; lines that do not follow the one before are behind a gap.</summary>
internal sealed record ExcerptLine(int Number, bool IsBehindGap, IReadOnlyList<(string Text, SourceMark Mark)> Parts);

/// <summary>The lines of a file around the places of a finding.</summary>
internal sealed record SourceExcerpt(string File, IReadOnlyList<ExcerptLine> Lines);

/// <summary>
/// Reads the source of findings. Only below one folder: logs come from elsewhere, and may name any file of the machine.
/// </summary>
internal sealed class SourceExcerpts(string root)
{
    private const int LinesAround = 2;

    /// <summary>Of a place that is a whole loop, say.</summary>
    private const int MostLinesOfPlace = 8;

    private const int MostColumns = 240;
    private const long LargestFile = 4 * 1024 * 1024;

    private readonly Dictionary<string, string[]?> _files = [];
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;

    /// <summary>An excerpt of each file that the finding has places in, its own first; none of files that are not here.</summary>
    public IEnumerable<SourceExcerpt> Of(Finding finding) =>
        from place in finding.Related
            .Select(related => (Place: related, Mark: SourceMark.Evidence))
            .Prepend((finding.Place, SourceMark.Reported))
        group place by place.Place.File into file
        let lines = LinesOf(file.Key)
        where lines is not null
        select new SourceExcerpt(file.Key, [.. Excerpt(lines, [.. file])]);

    private static IEnumerable<ExcerptLine> Excerpt(string[] lines, IReadOnlyList<(SourcePlace Place, SourceMark Mark)> places)
    {
        var last = 0;
        foreach (var number in places.SelectMany(place => Around(place.Place)).Where(number => number >= 1 && number <= lines.Length)
            .Distinct().Order())
        {
            yield return new ExcerptLine(number, last > 0 && number > last + 1, [.. Parts(lines[number - 1], number, places)]);
            last = number;
        }
    }

    private static IEnumerable<int> Around(SourcePlace place)
    {
        var end = Math.Clamp(place.EndLine, place.Line, place.Line + MostLinesOfPlace - 1);
        return Enumerable.Range(place.Line - LinesAround, end - place.Line + 1 + (2 * LinesAround));
    }

    /// <summary>Cuts the line where a mark begins or ends.</summary>
    private static IEnumerable<(string Text, SourceMark Mark)> Parts(
        string line,
        int number,
        IReadOnlyList<(SourcePlace Place, SourceMark Mark)> places)
    {
        var length = Math.Min(line.Length, MostColumns);
        var marks = new SourceMark[length];
        var indent = line.Length - line.AsSpan().TrimStart().Length;
        foreach (var (place, mark) in places.Where(place => place.Place.Line <= number && number <= place.Place.EndLine))
        {
            var from = number == place.Line ? place.Column - 1 : indent;
            var to = number == place.EndLine ? place.EndColumn - 1 : length;
            for (var column = from; column < Math.Min(to, length); column++)
            {
                marks[column] = (SourceMark)Math.Max((int)marks[column], (int)mark);
            }
        }

        var start = 0;
        for (var column = 1; column <= length; column++)
        {
            if (column == length || marks[column] != marks[start])
            {
                yield return (line[start..column], marks[start]);
                start = column;
            }
        }

        if (length < line.Length)
        {
            yield return ("…", SourceMark.None);
        }
    }

    private string[]? LinesOf(string file)
    {
        if (!_files.TryGetValue(file, out var lines))
        {
            _files[file] = lines = Read(file);
        }

        return lines;
    }

    private string[]? Read(string file)
    {
        if (!Path.GetFullPath(file).StartsWith(_root, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return new FileInfo(file) is { Exists: true, Length: <= LargestFile, LinkTarget: null } ? File.ReadAllLines(file) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
