using GrowthGuard.Census;

namespace GrowthGuard.Testing.Attribution;

/// <summary>Finds out about roots that grew what costs too much to find out for all.</summary>
internal sealed class RootDescriber
{
    private readonly SourceLines _lines = new();
    private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance);

    /// <param name="root">What is known.</param>
    /// <param name="member">The field; null when there is none.</param>
    /// <param name="store">The store itself; null when it is gone.</param>
    public CensusRoot Describe(CensusRoot root, StoreMember? member, object? store)
    {
        var place = member is null ? null : _lines.Of(member.Field);
        root = root with { File = place?.File, Line = place?.Line };
        if (store is null || root.IsOfEntries)
        {
            return root;
        }

        // Shorter names are those that a reader of the code looks for, and the census finds them first.
        if (!_names.TryAdd(store, root.Name))
        {
            return root with { SameAs = _names[store] };
        }

        var entries = StoreEntries.LatestOf(store);
        return root with { EntryBytes = EntrySize.Of(store, entries), Entry = StoreEntries.Describe(entries) };
    }
}
