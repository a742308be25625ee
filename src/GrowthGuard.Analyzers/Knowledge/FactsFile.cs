using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Knowledge;

/// <summary>A user's or a package's <c>GrowthGuard.facts.txt</c>.</summary>
internal static class FactsFile
{
    /// <summary>The files: <c>GrowthGuard.facts.txt</c> and <c>GrowthGuard.facts.*.txt</c>.</summary>
    public static PolicyFiles Files { get; } = new("facts");

    private static readonly FactTableCache Tables = new();

    /// <summary>The pack's facts and those of the files.</summary>
    public static FactTable TableOf(IEnumerable<PolicyFile> files) =>
        Tables.TableOf(files.Where(static file => Files.Include(file.Path)).ToList());

    /// <summary>The lines that are facts. A wrong line states nothing; <see cref="Errors"/> tells of it.</summary>
    public static IEnumerable<Fact> Read(PolicyFile file) => file.Lines().Select(static line => Read(line.Text, out _)).OfType<Fact>();

    /// <summary>The lines that are not understood, and why.</summary>
    public static IEnumerable<(TextSpan Span, string Error)> Errors(PolicyFile file, CancellationToken cancellationToken)
    {
        foreach (var (span, text) in file.Lines(cancellationToken))
        {
            _ = Read(text, out var error);
            if (error is not null)
                yield return (span, error);
        }
    }

    private static Fact? Read(string line, out string? error)
    {
        if (line.Length <= LineScanner.LongestLine)
            return FactReader.Read(line, out error);
        error = "it is longer than any fact needs to be";
        return null;
    }
}
