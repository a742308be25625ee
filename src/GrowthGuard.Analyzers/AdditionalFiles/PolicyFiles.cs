using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.AdditionalFiles;

/// <summary>The additional files of one kind: <c>GrowthGuard.KIND.txt</c> and <c>GrowthGuard.KIND.ANYTHING.txt</c>, from the project or from any package.</summary>
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
        return (name.StartsWith(_start, StringComparison.OrdinalIgnoreCase) && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) || _others?.Include(path) == true;
    }

    /// <summary>The files and their texts, in the order in which they are given; one that cannot be read has none and is left out.</summary>
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
    public string Path { get; } = path;

    public SourceText Text { get; } = text;

    /// <summary>Whether both are the same text of the same file.</summary>
    public bool IsSameAs(PolicyFile other) => Path == other.Path && Text == other.Text;

    /// <summary>The place of a part of the text, for a diagnostic.</summary>
    public Location LocationOf(TextSpan span) => Location.Create(Path, span, Text.Lines.GetLinePositionSpan(span));

    /// <summary>The span of a line without the blanks around it; empty for a blank line.</summary>
    public TextSpan TrimmedSpan(TextLine line) => TrimmedSpan(line.Span);

    /// <summary>A span without the blanks around it.</summary>
    public TextSpan TrimmedSpan(TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (start < end && IsBlank(Text[start]))
            start++;
        while (end > start && IsBlank(Text[end - 1]))
            end--;
        return TextSpan.FromBounds(start, end);
    }

    // A byte order mark that the reader of the file left in is no part of the first line.
    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || character == '\uFEFF';
}
