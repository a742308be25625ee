using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// The types and members that a compilation declares, by name. Files in which a name is not written are not looked at for it.
/// </summary>
internal sealed class DeclarationIndex
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationIndex> OfProjects = new();

    private readonly Compilation _compilation;
    private readonly WordIndex _words;
    private readonly Lazy<ILookup<string, TypeDeclarationSyntax>> _byBase;
    private readonly ConcurrentDictionary<string, ImmutableArray<TypeSyntax?>> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<INamedTypeSymbol>> _types = new(StringComparer.Ordinal);

    public DeclarationIndex(Compilation compilation, WordIndex? words = null)
    {
        _compilation = compilation;
        _words = words ?? new WordIndex(compilation);
        _byBase = new(() => FindBases().ToLookup(static found => found.Base, static found => found.Type));
    }

    /// <summary>
    /// What other projects declare that a compilation refers to as source, as an editor has them; in a build there are none.
    /// </summary>
    public static IEnumerable<DeclarationIndex> OfReferencedProjects(Compilation compilation) =>
        compilation.References.OfType<CompilationReference>()
            .Select(static reference => reference.Compilation).OfType<CSharpCompilation>()
            .Select(static other => OfProjects.GetValue(other, static other => new DeclarationIndex(other)));

    /// <summary>The files.</summary>
    public IEnumerable<SyntaxTree> Files => _compilation.SyntaxTrees;

    /// <summary>Whether a field, property, event, method or enum member has the name.</summary>
    public bool HasMember(string name) => !TypesOfMembers(name).IsEmpty;

    /// <summary>What the members of this name are or return, as it is written; <see langword="null"/> for the members of enums.</summary>
    public ImmutableArray<TypeSyntax?> TypesOfMembers(string name) => _members.GetOrAdd(name, FindMembers);

    /// <summary>The types of this name.</summary>
    public ImmutableArray<INamedTypeSymbol> TypesNamed(string name) => _types.GetOrAdd(name, FindTypes);

    /// <summary>The declarations in whose list of base types a type of this name stands.</summary>
    public IEnumerable<TypeDeclarationSyntax> WithBaseNamed(string name) => _byBase.Value[name];

    private ImmutableArray<TypeSyntax?> FindMembers(string name)
    {
        var found = ImmutableArray.CreateBuilder<TypeSyntax?>();
        foreach (var tree in _words.TreesWith(name))
        {
            foreach (var (member, type) in FileDeclarations.Of(tree).Members)
            {
                if (member == name)
                    found.Add(type);
            }
        }

        return found.ToImmutable();
    }

    private ImmutableArray<INamedTypeSymbol> FindTypes(string name)
    {
        var found = new List<INamedTypeSymbol>();
        foreach (var tree in _words.TreesWith(name))
        {
            foreach (var (type, _, declaration) in FileDeclarations.Of(tree).Types)
            {
                if (type == name && _compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration) is INamedTypeSymbol symbol)
                    found.Add(symbol);
            }
        }

        return found.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToImmutableArray();
    }

    private IEnumerable<(string Base, TypeDeclarationSyntax Type)> FindBases()
    {
        foreach (var tree in Files)
        {
            foreach (var (_, type, _) in FileDeclarations.Of(tree).Types)
            {
                if (type is not TypeDeclarationSyntax { BaseList.Types: var bases } declaration)
                    continue;
                foreach (var @base in bases)
                {
                    if (ReferenceSyntaxFilter.LastName(@base.Type) is { } name)
                        yield return (name, declaration);
                }
            }
        }
    }
}
