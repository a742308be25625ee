namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>Many names, to be looked for in files all at once: it costs as much as a file has identifiers, however many names there are.</summary>
internal sealed class IdentifierSet
{
    private readonly ILookup<int, string> _byHash;
    private readonly IdentifierSet? _others;

    /// <param name="names">The names.</param>
    /// <param name="others">More names, which are not copied.</param>
    public IdentifierSet(IEnumerable<string> names, IdentifierSet? others = null)
    {
        _others = others;
        _byHash = names.Where(name => others?.Contains(name) != true).Distinct().ToLookup(IdentifierIndex.Hash);
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _byHash.Count == 0 && _others?.IsEmpty != false;

    /// <summary>The names that have a hash; mostly none.</summary>
    public IEnumerable<string> WithHash(int hash)
    {
        var found = _byHash[hash];
        return _others is null ? found : found.Concat(_others.WithHash(hash));
    }

    /// <summary>Whether the name is one of them.</summary>
    public bool Contains(string name) => _byHash[IdentifierIndex.Hash(name)].Contains(name) || _others?.Contains(name) == true;
}
