using System.Collections.Immutable;
using GrowthGuard.CodeFixes.Documents;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>Mends one store after the other.</summary>
internal sealed class StoreFixAllProvider(ImmutableArray<StoreFix> fixes) : OneByOneFixAllProvider<StoreFix>
{
    protected override (StoreFix Fix, string Title)? Find(string equivalenceKey) =>
        fixes.FirstOrDefault(fix => fix.EquivalenceKey == equivalenceKey) is { } found ? (found, found.FixAllTitle) : null;

    protected override async Task<Solution> FixAsync(StoreFix fix, Solution solution, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var (current, stores) = await MarkedStore.MarkAsync(solution, diagnostics, cancellationToken).ConfigureAwait(false);
        foreach (var marked in stores)
        {
            if (await marked.FindAsync(current, cancellationToken).ConfigureAwait(false) is { } store &&
                await fix.PrepareAsync(store, cancellationToken).ConfigureAwait(false) is { } change)
                current = await change(cancellationToken).ConfigureAwait(false);
        }

        return current;
    }
}
