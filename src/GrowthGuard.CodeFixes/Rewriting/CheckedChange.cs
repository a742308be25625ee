using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Makes the change of a fix and looks at it before it is offered.</summary>
internal static class CheckedChange
{
    /// <summary>
    /// The changed solution, tidied; <see langword="null"/> when the change would add an error to a document that it touches, or changes
    /// nothing.
    /// </summary>
    public static async Task<Solution?> MakeAsync(PreparedFix fix, Solution before, CancellationToken cancellationToken)
    {
        var after = await fix.Change(cancellationToken).ConfigureAwait(false);
        var changed = after.GetChanges(before).GetProjectChanges()
            .SelectMany(project => project.GetChangedDocuments().Concat(project.GetAddedDocuments())).ToList();
        foreach (var id in changed)
            after = (await Tidying
                .TidyAsync(after.GetDocument(id)!, before.GetDocument(id), cancellationToken)
                .ConfigureAwait(false)).Project.Solution;
        foreach (var id in changed)
        {
            if (await NewDiagnostics
                .AreInAsync(after.GetDocument(id)!, before.GetDocument(id), DiagnosticSeverity.Error, cancellationToken)
                .ConfigureAwait(false))
                return null;
        }

        return changed.Count == 0 ? null : after;
    }
}
