using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.TestHarness;

/// <summary>A solution and all diagnostics of the compiler and the analyzers in it, per project, in the order of the source.</summary>
internal sealed record AnalyzedSolution(Solution Solution, ImmutableArray<(ProjectId Project, Diagnostic Diagnostic)> ByProject)
{
    public IEnumerable<Diagnostic> Diagnostics => ByProject.Select(d => d.Diagnostic);

    /// <summary>The text that a location in this solution is about.</summary>
    public string? LineAt(string path, int line) =>
        (from project in Solution.Projects
         from document in project.Documents.Concat(project.AdditionalDocuments)
         where document.FilePath == path
         let lines = document.GetTextAsync().GetAwaiter().GetResult().Lines
         where line < lines.Count
         select lines[line].ToString()).FirstOrDefault();
}
