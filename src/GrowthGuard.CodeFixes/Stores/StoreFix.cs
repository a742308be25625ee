using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>Makes the change of a fix that has been found possible.</summary>
internal delegate Task<Solution> StoreChange(CancellationToken cancellationToken);

/// <summary>One way to fix a growing store.</summary>
internal abstract class StoreFix : GrowthFix
{
    /// <summary>What the fix of this store is called.</summary>
    public abstract string TitleFor(GrowingStore store);

    public sealed override async Task<PreparedFix?> PrepareAsync(Finding finding, CancellationToken cancellationToken) =>
        await GrowingStore.OfAsync(finding, cancellationToken).ConfigureAwait(false) is { } store &&
        await PrepareAsync(store, cancellationToken).ConfigureAwait(false) is { } change
            ? new PreparedFix(TitleFor(store), token => change(token))
            : null;

    /// <summary>
    /// The change that fixes the store, or <see langword="null"/> when this fix cannot. Finds out everything that could go wrong; changes
    /// nothing.
    /// </summary>
    public abstract Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken);
}
