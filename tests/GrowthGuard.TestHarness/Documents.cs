using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>Reads the documents of every kind that belong to the test.</summary>
internal static class Documents
{
    public static async Task<ImmutableArray<(Project Project, string Path, SourceText Text)>> ReadAsync(Solution solution)
    {
        var texts = ImmutableArray.CreateBuilder<(Project Project, string Path, SourceText Text)>();
        foreach (var project in solution.Projects)
        {
            foreach (var document in (IEnumerable<TextDocument>)[.. project.Documents, .. project.AdditionalDocuments, .. project.AnalyzerConfigDocuments])
            {
                if (document.FilePath != SolutionBuilder.HarnessConfig)
                {
                    texts.Add((project, document.FilePath ?? document.Name, await document.GetTextAsync()));
                }
            }
        }

        return texts.ToImmutable();
    }
}
