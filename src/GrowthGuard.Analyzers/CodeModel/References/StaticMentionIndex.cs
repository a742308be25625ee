using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// Where static members may be named: behind the name of their type, inside it, and where the text does not tell. Many members of a program
/// share a name (<c>Instance</c>, <c>Create</c>, <c>Items</c>); to look at all places for each of them would take the square of their
/// number.
/// </summary>
internal sealed class StaticMentionIndex(
    Compilation compilation, WordIndex words, DeclarationIndex declarations, ReferenceSyntaxFilter filter)
{
    private readonly ConcurrentDictionary<string, Places> _places = new(StringComparer.Ordinal);

    /// <summary>The places where a name may mean a static member of the type, in the order of the source.</summary>
    public IEnumerable<SimpleNameSyntax> NamesOf(string name, INamedTypeSymbol type) => IsNamedByItself(type)
        ? _places.GetOrAdd(name, wanted => new Places(words.NamesOf(wanted), filter)).Of(type.Name)
        : words.NamesOf(name);

    // Not through what derives from it, a type parameter, an import or, in an extension block, the type that is extended.
    private bool IsNamedByItself(INamedTypeSymbol type) =>
        type.CanBeReferencedByName && type.TypeKind != TypeKind.Interface &&
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) &&
        !filter.IsImported(type) && !declarations.WithBaseNamed(type.Name).Any() &&
        !filter.Aliases.Any(alias => declarations.WithBaseNamed(alias).Any());

    /// <summary>The places of one name.</summary>
    private sealed class Places
    {
        private readonly SimpleNameSyntax[] _names;
        private readonly Dictionary<string, List<int>> _byOwner = new(StringComparer.Ordinal);
        private readonly List<int> _untold = [];

        public Places(IEnumerable<SimpleNameSyntax> names, ReferenceSyntaxFilter filter)
        {
            _names = [.. names];
            for (var i = 0; i < _names.Length; i++)
                ListOf(filter.OwnerOf(_names[i])).Add(i);
        }

        public IEnumerable<SimpleNameSyntax> Of(string owner) =>
            (_byOwner.TryGetValue(owner, out var own) ? own.Concat(_untold).OrderBy(static place => place) : _untold.AsEnumerable())
            .Select(place => _names[place]);

        private List<int> ListOf(string? owner)
        {
            if (owner is null)
                return _untold;
            if (!_byOwner.TryGetValue(owner, out var list))
                _byOwner.Add(owner, list = []);
            return list;
        }
    }
}
