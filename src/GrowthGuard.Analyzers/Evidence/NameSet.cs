namespace GrowthGuard.Analyzers.Evidence;

/// <summary>Many names, to be looked for in files all at once: it costs as much as a file has identifiers, however many names there are.</summary>
internal sealed class NameSet(IEnumerable<string> names)
{
    private readonly ILookup<int, string> _byHash = names.Distinct().ToLookup(NameIndex.Hash);

    /// <summary>The names that have a hash; mostly none.</summary>
    public IEnumerable<string> WithHash(int hash) => _byHash[hash];

    /// <summary>Whether the name is one of them.</summary>
    public bool Contains(string name) => _byHash[NameIndex.Hash(name)].Contains(name);
}
