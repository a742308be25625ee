using System.Collections.Concurrent;
using System.Text;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.FixChecker.Checking;

/// <summary>Compares a solution with what a fix made of it.</summary>
internal sealed class ChangeCheck(Solution before, Inspection inspection)
{
    // The one rule that a fix of another may bring, as its page says: whoever reads all pages holds all of them, and is told so at level
    // info.
    private static readonly (string Fixed, string Brought) PagesHeld = ("GG3001", "GG3003");

    // What was there before, found out once for each document and project.
    private readonly ConcurrentDictionary<DocumentId, Task<Counts>> _documentErrors = new();
    private readonly ConcurrentDictionary<DocumentId, Task<Counts>> _documentFindings = new();
    private readonly ConcurrentDictionary<ProjectId, Task<Counts>> _projectErrors = new();

    /// <summary>
    /// The solution as its text says: a tree that a fix put together can differ from the tree of its text, and the user gets the text.
    /// </summary>
    public async Task<(Solution After, IReadOnlyList<DocumentId> Changed)> ReadAgainAsync(
        Solution after,
        CancellationToken cancellationToken)
    {
        var changed = new List<DocumentId>();
        foreach (var project in after.GetChanges(before).GetProjectChanges())
        {
            foreach (var id in project.GetChangedDocuments().Concat(project.GetAddedDocuments()))
            {
                var text = await after.GetDocument(id)!.GetTextAsync(cancellationToken);
                if (before.GetDocument(id) is { } old && (await old.GetTextAsync(cancellationToken)).ContentEquals(text))
                {
                    continue;
                }

                after = after.WithDocumentText(id, SourceText.From(text.ToString(), Encoding.UTF8));
                changed.Add(id);
            }
        }

        return (after, changed);
    }

    /// <summary>The problems of a change, of which these findings are to be gone.</summary>
    public async Task<IReadOnlyList<(string Kind, string Detail)>> CompareAsync(
        Solution after,
        IReadOnlyList<DocumentId> changed,
        IReadOnlyCollection<Diagnostic> fixedFindings,
        bool compilesProjects,
        CancellationToken cancellationToken)
    {
        var problems = new List<(string, string)>();
        foreach (var id in changed.Where(before.ContainsDocument))
        {
            var (old, made) = (await before.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken),
                await after.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken));
            problems.AddRange(TextCheck.Compare(old!, made!));
        }

        foreach (var id in changed)
        {
            var errors = Counts.Of(await Inspection.ErrorsAsync(after.GetDocument(id)!, cancellationToken), KeyOf);
            problems.AddRange(errors.MoreThan(await ErrorsBeforeAsync(id)).Select(error => (Problem.NewError, error)));
        }

        if (compilesProjects && problems.Count == 0)
        {
            var graph = after.GetProjectDependencyGraph();
            foreach (var id in changed
                .Select(document => document.ProjectId).Distinct()
                .SelectMany(project => graph.GetProjectsThatTransitivelyDependOnThisProject(project).Prepend(project)).Distinct())
            {
                var errors = Counts.Of(await Inspection.ErrorsAsync(after.GetProject(id)!, cancellationToken), KeyOf);
                problems.AddRange(errors.MoreThan(await ErrorsBeforeAsync(id)).Select(error => (Problem.NewError, error)));
            }
        }

        problems.AddRange(await CompareFindingsAsync(after, changed, fixedFindings, cancellationToken));
        return problems;
    }

    private async Task<IEnumerable<(string, string)>> CompareFindingsAsync(
        Solution after,
        IReadOnlyList<DocumentId> changed,
        IReadOnlyCollection<Diagnostic> fixedFindings,
        CancellationToken cancellationToken)
    {
        var (old, made) = (new Counts(), new Counts());
        foreach (var id in changed)
        {
            old.Add(await FindingsBeforeAsync(id));
            made.Add(CountsOf(await inspection.FindingsAsync(after.GetDocument(id)!, cancellationToken)));
        }

        var gone = CountsOf(fixedFindings);
        var mayHoldPages = fixedFindings.Any(finding => finding.Id == PagesHeld.Fixed);
        return made.MoreThan(old).Where(finding => !mayHoldPages ||
            !finding.StartsWith(PagesHeld.Brought, StringComparison.Ordinal)).Select(finding => (Problem.NewFinding, finding))
            .Concat(gone.Keys.Where(key => old[key] > 0 && made[key] > old[key] - gone[key])
                .Select(key => (Problem.FindingLeft, $"{key.Id} {key.Text}")));
    }

    private Task<Counts> ErrorsBeforeAsync(DocumentId id) =>
        _documentErrors.GetOrAdd(id, async key => before.GetDocument(key) is { } document
            ? Counts.Of(await Inspection.ErrorsAsync(document, default), KeyOf)
            : new Counts());

    private Task<Counts> ErrorsBeforeAsync(ProjectId id) => _projectErrors.GetOrAdd(id, async key =>
        Counts.Of(await Inspection.ErrorsAsync(before.GetProject(key)!, default), KeyOf));

    private Task<Counts> FindingsBeforeAsync(DocumentId id) =>
        _documentFindings.GetOrAdd(id, async key => before.GetDocument(key) is { } document
            ? CountsOf(await inspection.FindingsAsync(document, default))
            : new Counts());

    private static (string Id, string Text) KeyOf(Diagnostic error) => (error.Id, error.GetMessage());

    // A finding is known by its symbol, not by its place in the text, which a fix may change. That a reason is still to be written is
    // what the fixes that document a bound leave, by intent.
    private static Counts CountsOf(IEnumerable<Diagnostic> findings) => Counts.Of(
        findings.Where(finding => finding.Properties.GetValueOrDefault(DiagnosticPropertyNames.Problem) !=
            DiagnosticPropertyNames.Placeholder), static finding => (finding.Id,
                finding.Properties.GetValueOrDefault(DiagnosticPropertyNames.Symbol) ?? finding.GetMessage()));
}
