using GrowthGuard.CodeFixes.Annotations;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>Puts an attribute on the store whose reason is a TODO: a tool cannot know the bound, and must not make believe that it does.</summary>
internal sealed class DocumentBoundFix(AnnotationKind kind, string equivalenceKey, string arguments, Func<string, string> title) : StoreFix
{
    public override string EquivalenceKey => equivalenceKey;

    public override string FixAllTitle => title("each store");

    public override string TitleFor(GrowingStore store) => title($"'{store.Symbol.Name}'");

    public override Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken) =>
        Task.FromResult<StoreChange?>(BoundAttribute.CanBeAdded(kind, store) ? token => ChangeAsync(store, token) : null);

    private async Task<Solution> ChangeAsync(GrowingStore store, CancellationToken cancellationToken)
    {
        var text = await store.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var editor = new SolutionEditor(await AnnotationSource.EnsureAsync(store.Document.Project, kind, text, cancellationToken).ConfigureAwait(false));
        await BoundAttribute.AddAsync(editor, kind, store, SyntaxFactory.ParseAttributeArgumentList(arguments)!, cancellationToken).ConfigureAwait(false);
        return await BoundAttribute.FinishAsync(editor, store, cancellationToken).ConfigureAwait(false);
    }
}
