using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.TestHarness;

/// <summary>Applies a code action as an editor does.</summary>
internal static class FixApplier
{
    public static async Task<Solution> ApplyAsync(CodeAction action, Solution before)
    {
        Solution after;
        try
        {
            var operations = await action.GetOperationsAsync(CancellationToken.None);
            after = operations.OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution
                ?? throw new VerificationException($"Fix '{action.Title}' changes no document.");
        }
        catch (Exception exception) when (exception is not VerificationException)
        {
            throw new VerificationException($"Fix '{action.Title}' threw:\n{exception}", exception);
        }

        return await FromTextAsync(before, after);
    }

    /// <summary>
    /// The solution as its text says: a tree that a fix put together can differ from the tree of its text, and the user gets the text.
    /// Documents that the fix added get the path they would be saved under.
    /// </summary>
    private static async Task<Solution> FromTextAsync(Solution before, Solution after)
    {
        foreach (var project in after.GetChanges(before).GetProjectChanges())
        {
            foreach (var id in project.GetChangedDocuments().Concat(project.GetAddedDocuments()))
            {
                var text = await after.GetDocument(id)!.GetTextAsync();
                after = after.WithDocumentText(id, SourceText.From(text.ToString(), Encoding.UTF8));
            }

            foreach (var id in project.GetAddedDocuments())
            {
                var document = after.GetDocument(id)!;
                if (document.FilePath is null)
                {
                    after = after.WithDocumentFilePath(id, "/" + string.Join("/", [FolderOf(project.NewProject), .. document.Folders, document.Name]));
                }
            }
        }

        return after;
    }

    private static string FolderOf(Project project) => project.Name == SolutionState.MainProjectName ? "0" : project.Name;
}
