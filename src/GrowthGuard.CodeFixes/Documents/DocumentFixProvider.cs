using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Documents;

/// <summary>Offers a fix whose changes all lie in the document of the diagnostic; Fix All makes those of a document in one go.</summary>
public abstract class DocumentFixProvider : CodeFixProvider
{
    private readonly string _equivalenceKey;

    private protected DocumentFixProvider(string diagnosticId, string equivalenceKey)
    {
        FixableDiagnosticIds = ImmutableArray.Create(diagnosticId);
        _equivalenceKey = equivalenceKey;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        diagnostics.IsEmpty ? document : await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Prepare(new ReportedNodes(diagnostic, model, context.CancellationToken), new TakenNames()) is { } fix)
                context.RegisterCodeFix(CodeAction.Create(fix.Title, cancellationToken => FixAsync(context.Document, ImmutableArray.Create(diagnostic), cancellationToken), _equivalenceKey), diagnostic);
        }
    }

    /// <summary>The fix of a diagnostic, or <see langword="null"/> when there is none. Finds out everything that could go wrong; changes nothing.</summary>
    private protected abstract DocumentFix? Prepare(ReportedNodes reported, TakenNames names);

    private async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        var names = new TakenNames();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
            Prepare(new ReportedNodes(diagnostic, editor.SemanticModel, cancellationToken), names)?.Apply(editor);
        return editor.GetChangedDocument();
    }
}
