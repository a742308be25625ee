using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.AdditionalFiles;

/// <summary>
/// The additional files of one kind: <c>GrowthGuard.KIND.txt</c> and <c>GrowthGuard.KIND.ANYTHING.txt</c>, from the project or from any
/// package.
/// </summary>
internal sealed class PolicyFiles(string kind, string extension = ".txt")
{
    private readonly string _start = "GrowthGuard." + kind + ".";
    private PolicyFiles? _others;

    /// <summary>The files of both kinds.</summary>
    public PolicyFiles And(PolicyFiles others) => new(kind, extension) { _others = others };

    /// <summary>Whether the file is of this kind.</summary>
    public bool Include(AdditionalText file) => Include(file.Path);

    /// <summary>Whether a file of this path is of this kind.</summary>
    public bool Include(string path)
    {
        var name = Path.GetFileName(path);
        for (var files = this; files is not null; files = files._others)
        {
            if (files.Fits(name))
                return true;
        }

        return false;
    }

    private bool Fits(string name) =>
        name.StartsWith(_start, StringComparison.OrdinalIgnoreCase) && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The files and their texts, in the order in which they are given; one that cannot be read has none and is left out.
    /// </summary>
    public ImmutableArray<PolicyFile> Read(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        if (options.AdditionalFiles.IsDefaultOrEmpty)
            return ImmutableArray<PolicyFile>.Empty;
        var found = ImmutableArray.CreateBuilder<PolicyFile>();
        foreach (var file in options.AdditionalFiles)
        {
            if (Include(file) && file.GetText(cancellationToken) is { } text)
                found.Add(new PolicyFile(file.Path, text));
        }

        return found.ToImmutable();
    }
}

/// <summary>One additional file, as it was when it was read.</summary>
internal sealed class PolicyFile(string path, SourceText text)
{
    private const int MostLines = 100_000;

    private const int MostFaults = 1000;

    public string Path { get; } = path;

    public SourceText Text { get; } = text;

    /// <summary>Whether both are the same text of the same file.</summary>
    public bool IsSameAs(PolicyFile other) => Path == other.Path && Text == other.Text;

    /// <summary>The place of a part of the text, for a diagnostic.</summary>
    public Location LocationOf(TextSpan span) => Location.Create(Path, span, Text.Lines.GetLinePositionSpan(span));

    /// <summary>
    /// The lines that are not blank, without the blanks around them. Nobody writes more than the first so many; what a file of a hundred
    /// megabytes says behind them is not read, and does not fill memory.
    /// </summary>
    public static IEnumerable<TextSpan> LinesOf(SourceText text) =>
        text.Lines.Take(MostLines).Select(line => TrimmedSpan(text, line.Span)).Where(static span => !span.IsEmpty);

    /// <summary>The same of this file, each with its text; one that is longer than any that is meant is cut.</summary>
    public IEnumerable<(TextSpan Span, string Text)> Lines(CancellationToken cancellationToken = default)
    {
        foreach (var span in LinesOf(Text))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return (span, TextOf(Text, span));
        }
    }

    /// <summary>The text of a line, cut behind what any line that is meant can hold, so that it is seen to be too long.</summary>
    public static string TextOf(SourceText text, TextSpan line) =>
        text.ToString(new TextSpan(line.Start, Math.Min(line.Length, LineScanner.LongestLine + 1)));

    /// <summary>The faults that are reported of a file: the last of very many says that there are more.</summary>
    public static IEnumerable<(T Fault, string Addition)> Limit<T>(IEnumerable<T> faults) =>
        faults.Take(MostFaults)
            .Select(static (fault, index) => (fault, index < MostFaults - 1 ? "" : "; further lines of this file are not listed"));

    /// <summary>A span without the blanks around it.</summary>
    public TextSpan TrimmedSpan(TextSpan span) => TrimmedSpan(Text, span);

    private static TextSpan TrimmedSpan(SourceText text, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return TextSpan.FromBounds(start, end);
    }

    // A byte order mark that the reader of the file left in is no part of the first line.
    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || character == '\uFEFF';
}
