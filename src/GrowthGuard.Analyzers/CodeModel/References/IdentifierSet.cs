namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// Many names, to be looked for in files all at once: it costs as much as a file has identifiers, however many names there are.
/// </summary>
internal sealed class IdentifierSet
{
    // A name is in one of them.
    private readonly ILookup<int, string>[] _byHash;

    /// <param name="names">The names.</param>
    /// <param name="others">More names, which are not copied.</param>
    public IdentifierSet(IEnumerable<string> names, IdentifierSet? others = null)
    {
        var own = names.Where(name => others?.Contains(name) != true).Distinct().ToLookup(IdentifierIndex.Hash);
        _byHash = others is null ? [own] : [own, .. others._byHash];
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Array.TrueForAll(_byHash, static names => names.Count == 0);

    /// <summary>The names that have a hash; mostly none.</summary>
    public IEnumerable<string> WithHash(int hash)
    {
        // Asked for each word of each file.
        IEnumerable<string> found = [];
        foreach (var names in _byHash)
        {
            if (names.Contains(hash))
                found = found.Concat(names[hash]);
        }

        return found;
    }

    /// <summary>Whether the name is one of them.</summary>
    public bool Contains(string name) => Array.Exists(_byHash, names => names[IdentifierIndex.Hash(name)].Contains(name));
}
