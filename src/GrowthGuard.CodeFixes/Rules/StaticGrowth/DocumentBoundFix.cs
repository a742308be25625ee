using GrowthGuard.CodeFixes.Annotations;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Documents the store. Where the code enforces no number the reason is a placeholder, which GG1004 reports until somebody writes one:
/// a tool cannot know the bound, and must not pretend that it does.
/// </summary>
/// <param name="equivalenceKey">The key of the fix.</param>
/// <param name="wordsFor">What to say of a store; <see langword="null"/> where the fix does not apply.</param>
/// <param name="title">The title, for the name of a store.</param>
/// <param name="remark">What the title says of the words.</param>
internal sealed class DocumentBoundFix(
    string equivalenceKey,
    Func<GrowingStore, BoundWords?> wordsFor,
    Func<string, string> title,
    string remark) : StoreFix
{
    public override string EquivalenceKey => equivalenceKey;

    public override string FixAllTitle => title("each store") + remark;

    public override string TitleFor(GrowingStore store)
    {
        var words = wordsFor(store)!.Abridged;
        return $"{title($"'{store.Symbol.Name}'")}: {(BoundDocumentation.IsComment(words.Kind, store) ? $"// {words.Comment}" : words.Attribute)}{remark}";
    }

    public override Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken) =>
        Task.FromResult<StoreChange?>(wordsFor(store) is { } words && BoundDocumentation.CanBeAdded(words.Kind, store)
            ? token => ChangeAsync(store, words, token)
            : null);

    private static async Task<Solution> ChangeAsync(GrowingStore store, BoundWords words, CancellationToken cancellationToken)
    {
        var text = await store.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var editor = new SolutionEditor(await AnnotationSource
            .EnsureAsync(store.Document.Project, words.Kind, text, cancellationToken)
            .ConfigureAwait(false));
        await BoundDocumentation.AddAsync(editor, words, store, cancellationToken).ConfigureAwait(false);
        return await BoundDocumentation.FinishAsync(editor, store, cancellationToken).ConfigureAwait(false);
    }
}
