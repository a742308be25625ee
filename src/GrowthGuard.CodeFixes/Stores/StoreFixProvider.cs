using System.Collections.Immutable;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>Offers the ways to mend a store that are possible for it.</summary>
public abstract class StoreFixProvider : CodeFixProvider
{
    private readonly ImmutableArray<StoreFix> _fixes;

    private protected StoreFixProvider(params StoreFix[] fixes)
        : this(ImmutableArray.Create(RuleCatalog.StaticCollectionGrows.Id, RuleCatalog.SingletonCollectionGrows.Id, RuleCatalog.HandlerStateAccumulates.Id), fixes)
    {
    }

    private protected StoreFixProvider(ImmutableArray<string> rules, params StoreFix[] fixes)
    {
        FixableDiagnosticIds = rules;
        _fixes = fixes.ToImmutableArray();
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new StoreFixAllProvider(_fixes);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await GrowingStore.OfAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } store)
                continue;
            foreach (var fix in _fixes)
            {
                if (await fix.PrepareAsync(store, context.CancellationToken).ConfigureAwait(false) is { } change)
                    context.RegisterCodeFix(CodeAction.Create(fix.TitleFor(store), cancellationToken => change(cancellationToken), fix.EquivalenceKey), diagnostic);
            }
        }
    }
}
