using System.Collections.Immutable;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Documents;

/// <summary>Offers a fix whose changes all lie in the document of the diagnostic.</summary>
public abstract class DocumentFixProvider : GrowthCodeFixProvider
{
    /// <summary>Makes the provider.</summary>
    /// <param name="diagnosticId">The rule.</param>
    /// <param name="equivalenceKey">What the fixes have in common under Fix All.</param>
    /// <param name="fixAllTitle">What the fix of many findings is called.</param>
    /// <param name="prepare">The fix of a finding, or <see langword="null"/> when there is none.</param>
    /// <param name="isDecision">Whether the fix decides something that only the author can know, and its title says what.</param>
    private protected DocumentFixProvider(
        string diagnosticId,
        string equivalenceKey,
        string fixAllTitle,
        Func<ReportedNodes, TakenNames, DocumentFix?> prepare,
        bool isDecision = false)
        : base(ImmutableArray.Create(diagnosticId), new Fix(equivalenceKey, fixAllTitle, prepare, isDecision))
    {
    }

    private sealed class Fix(
        string equivalenceKey,
        string fixAllTitle,
        Func<ReportedNodes, TakenNames, DocumentFix?> prepare,
        bool isDecision) : GrowthFix
    {
        public override bool IsDecision => isDecision;

        public override string EquivalenceKey => equivalenceKey;

        public override string FixAllTitle => fixAllTitle;

        public override async Task<PreparedFix?> PrepareAsync(Finding finding, CancellationToken cancellationToken) =>
            await finding.Place.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model &&
            prepare(new ReportedNodes(finding, model, cancellationToken), new TakenNames()) is { } fix
                ? new PreparedFix(fix.Title, token => ApplyAsync(fix, finding.Place.Document, token))
                : null;

        private static async Task<Solution> ApplyAsync(DocumentFix fix, Document document, CancellationToken cancellationToken)
        {
            var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
            fix.Apply(editor);
            return editor.GetChangedDocument().Project.Solution;
        }
    }
}
