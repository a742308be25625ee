using GrowthGuard.Analyzers.AdditionalFiles;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Knowledge;

/// <summary>A user's or a package's <c>GrowthGuard.facts.txt</c>.</summary>
internal static class FactsFile
{
    /// <summary>The files: <c>GrowthGuard.facts.txt</c> and <c>GrowthGuard.facts.*.txt</c>.</summary>
    public static PolicyFiles Files { get; } = new("facts");

    /// <summary>The lines that are facts. A wrong line states nothing; <see cref="Errors"/> tells of it.</summary>
    public static IEnumerable<Fact> Read(PolicyFile file)
    {
        foreach (var line in file.Text.Lines)
        {
            if (FactReader.Read(file.Text.ToString(file.TrimmedSpan(line)), out _) is { } fact)
                yield return fact;
        }
    }

    /// <summary>The lines that are not understood, and why.</summary>
    public static IEnumerable<(TextSpan Span, string Error)> Errors(PolicyFile file)
    {
        foreach (var line in file.Text.Lines)
        {
            var span = file.TrimmedSpan(line);
            _ = FactReader.Read(file.Text.ToString(span), out var error);
            if (error is not null)
                yield return (span, error);
        }
    }
}
