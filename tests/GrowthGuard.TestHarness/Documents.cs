using Microsoft.CodeAnalysis;

namespace GrowthGuard.TestHarness;

internal static class Documents
{
    /// <summary>The documents of every kind.</summary>
    public static IEnumerable<TextDocument> All(Project project) =>
        project.Documents.Concat(project.AdditionalDocuments).Concat(project.AnalyzerConfigDocuments);
}
