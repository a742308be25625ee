using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// In which files of a compilation a name is written. The members of a program share few names (<c>Add</c>, <c>Items</c>, <c>Id</c>), and
/// each file is looked at once for each name, however many members have it and however often they are asked about.
/// </summary>
internal sealed class WordIndex(Compilation compilation)
{
    private readonly Lazy<(SyntaxTree Tree, IdentifierIndex.Words Words)[]> _files = new(() => IdentifierIndex.WordsOf(compilation));
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxTree>> _trees = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MemoizedSequence<SimpleNameSyntax>> _names = new(StringComparer.Ordinal);

    /// <summary>
    /// The files in whose text the name stands, in the order of the compilation. That it does may be an error of the hash; that it does not
    /// is certain.
    /// </summary>
    public ImmutableArray<SyntaxTree> TreesWith(string name) => _trees.GetOrAdd(name, Find);

    /// <summary>Where a name stands as a simple name in code, anywhere in the compilation.</summary>
    public IEnumerable<SimpleNameSyntax> NamesOf(string name) =>
        _names.GetOrAdd(
            name,
            wanted => new MemoizedSequence<SimpleNameSyntax>(
                TreesWith(wanted).SelectMany(tree => IdentifierIndex.Find(wanted, tree, null)))).Elements;

    private ImmutableArray<SyntaxTree> Find(string name)
    {
        var hash = IdentifierIndex.Hash(name);
        var found = ImmutableArray.CreateBuilder<SyntaxTree>();
        foreach (var (tree, words) in _files.Value)
        {
            if (words.Contain(hash))
                found.Add(tree);
        }

        return found.ToImmutable();
    }
}
