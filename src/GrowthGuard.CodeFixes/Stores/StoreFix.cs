using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>Makes the change of a fix that has been found possible.</summary>
internal delegate Task<Solution> StoreChange(CancellationToken cancellationToken);

/// <summary>One way to mend a growing store.</summary>
internal abstract class StoreFix
{
    /// <summary>What the fixes of one kind have in common under Fix All.</summary>
    public abstract string EquivalenceKey { get; }

    /// <summary>What the fix of many stores is called.</summary>
    public abstract string FixAllTitle { get; }

    /// <summary>What the fix of this store is called.</summary>
    public abstract string TitleFor(GrowingStore store);

    /// <summary>The change that mends the store, or <see langword="null"/> when this fix cannot. Finds out everything that could go wrong; changes nothing.</summary>
    public abstract Task<StoreChange?> PrepareAsync(GrowingStore store, CancellationToken cancellationToken);
}
