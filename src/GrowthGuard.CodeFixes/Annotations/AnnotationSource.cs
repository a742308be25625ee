using System.Text;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.CodeFixes.Annotations;

/// <summary>The source of the annotations, for projects that do not reference their package.</summary>
internal static class AnnotationSource
{
    /// <summary>The name of the file, in the project and as resource.</summary>
    public const string FileName = "GrowthGuardAnnotations.cs";

    /// <summary>
    /// Whether a file can be added. The workspace of tools on the command line names it in the project file, and an SDK project, which
    /// has it by its folder already, would no longer build.
    /// </summary>
    public static bool CanBeAddedTo(Project project) => project.Solution.Workspace.Kind != WorkspaceKind.MSBuild;

    /// <summary>
    /// The solution with the annotation source in the project, if the attribute is not there already and a file can be added.
    /// </summary>
    public static async Task<Solution> EnsureAsync(
        Project project,
        AnnotationKind kind,
        SourceText neighbour,
        CancellationToken cancellationToken)
    {
        var solution = project.Solution;
        var compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        if (compilation is null || !CanBeAddedTo(project) || AnnotationType.Find(kind, compilation) is not null)
            return solution;
        return solution.AddDocument(
            DocumentId.CreateNewId(project.Id),
            FreeName(project),
            SourceText.From(Read().Replace("\n", LineEnd.TextOf(neighbour)), Encoding.UTF8));
    }

    private static string FreeName(Project project)
    {
        var name = FileName;
        for (var number = 2; project.Documents.Any(document => document.Folders.Count == 0 &&
            string.Equals(document.Name, name, StringComparison.OrdinalIgnoreCase)); number++)
            name = $"GrowthGuardAnnotations{number}.cs";
        return name;
    }

    private static string Read()
    {
        using var stream = typeof(AnnotationSource).Assembly.GetManifestResourceStream(FileName)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
