using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>A solution and all diagnostics of the compiler and the analyzers in it, per project, in the order of the source.</summary>
/// <param name="Solution">The solution.</param>
/// <param name="Texts">The texts of all its documents, with their projects.</param>
/// <param name="ByProject">The diagnostics.</param>
internal sealed record AnalyzedSolution(
    Solution Solution,
    ImmutableArray<(Project Project, string Path, SourceText Text)> Texts,
    ImmutableArray<(ProjectId Project, Diagnostic Diagnostic)> ByProject)
{
    public IEnumerable<Diagnostic> Diagnostics => ByProject.Select(d => d.Diagnostic);

    /// <summary>The line of source that a location is about.</summary>
    public string? LineAt(string path, int line) =>
        Texts.FirstOrDefault(t => t.Path == path).Text is { } text && line < text.Lines.Count ? text.Lines[line].ToString() : null;
}
