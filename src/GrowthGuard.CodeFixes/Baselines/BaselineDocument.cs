using GrowthGuard.Analyzers.Baselines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.CodeFixes.Baselines;

/// <summary>A baseline among the additional files of a solution: one file, in however many projects it is.</summary>
internal sealed class BaselineDocument
{
    private readonly TextDocument _document;

    private BaselineDocument(TextDocument document) => _document = document;

    public string Name => System.IO.Path.GetFileName(_document.FilePath!);

    public string Path => _document.FilePath!;

    /// <summary>The baseline that is nearest to a project, or <see langword="null"/>.</summary>
    public static BaselineDocument? Of(Project project) => project.AdditionalDocuments
        .Where(document => document.FilePath is not null && BaselineFile.Files.Include(document.FilePath))
        .OrderByDescending(document => System.IO.Path.GetDirectoryName(document.FilePath)!.Length)
        .ThenBy(document => document.FilePath, StringComparer.Ordinal)
        .Select(document => new BaselineDocument(document))
        .FirstOrDefault();

    /// <summary>The same file in a solution that has changed.</summary>
    public BaselineDocument In(Solution solution) => new(solution.GetAdditionalDocument(_document.Id)!);

    /// <summary>The solution with the file changed, in all projects that have it.</summary>
    public async Task<Solution> ChangeAsync(Action<BaselineText> change, CancellationToken cancellationToken)
    {
        var text = await _document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var lines = new BaselineText(text.ToString());
        change(lines);
        var changed = SourceText.From(lines.ToString(), text.Encoding, text.ChecksumAlgorithm);
        var solution = _document.Project.Solution;
        var everywhere = solution.Projects
            .SelectMany(project => project.AdditionalDocuments)
            .Where(document => document.FilePath == Path)
            .Select(document => document.Id).ToList();
        return everywhere.Aggregate(solution, (current, id) => current.WithAdditionalDocumentText(id, changed));
    }
}
