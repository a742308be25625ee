namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>Many names, to be looked for in files all at once: it costs as much as a file has identifiers, however many names there are.</summary>
internal sealed class IdentifierSet(IEnumerable<string> names)
{
    private readonly ILookup<int, string> _byHash = names.Distinct().ToLookup(IdentifierIndex.Hash);

    /// <summary>The names that have a hash; mostly none.</summary>
    public IEnumerable<string> WithHash(int hash) => _byHash[hash];

    /// <summary>Whether the name is one of them.</summary>
    public bool Contains(string name) => _byHash[IdentifierIndex.Hash(name)].Contains(name);
}
