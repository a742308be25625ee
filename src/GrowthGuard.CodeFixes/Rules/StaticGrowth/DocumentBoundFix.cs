using GrowthGuard.CodeFixes.Annotations;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Puts an attribute on the store. Where the code enforces no number its reason is a TODO: a tool cannot know the bound, and must
/// not make believe that it does.
/// </summary>
/// <param name="kind">The attribute.</param>
/// <param name="equivalenceKey">The key of the fix.</param>
/// <param name="argumentsFor">The attribute's arguments for a store; <see langword="null"/> where the fix does not apply.</param>
/// <param name="title">The title, for the name of a store and the attribute's arguments.</param>
internal sealed class DocumentBoundFix(AnnotationKind kind, string equivalenceKey, Func<GrowingStore, string?> argumentsFor, Func<string, string?, string> title) : StoreFix
{
    public override string EquivalenceKey => equivalenceKey;

    public override string FixAllTitle => title("each store", null);

    public override string TitleFor(GrowingStore store) => title($"'{store.Symbol.Name}'", argumentsFor(store));

    public override Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken) =>
        Task.FromResult<StoreChange?>(argumentsFor(store) is { } arguments && BoundAttribute.CanBeAdded(kind, store) ? token => ChangeAsync(store, arguments, token) : null);

    private async Task<Solution> ChangeAsync(GrowingStore store, string arguments, CancellationToken cancellationToken)
    {
        var text = await store.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var editor = new SolutionEditor(await AnnotationSource.EnsureAsync(store.Document.Project, kind, text, cancellationToken).ConfigureAwait(false));
        await BoundAttribute.AddAsync(editor, kind, store, SyntaxFactory.ParseAttributeArgumentList(arguments)!, cancellationToken).ConfigureAwait(false);
        return await BoundAttribute.FinishAsync(editor, store, cancellationToken).ConfigureAwait(false);
    }
}
