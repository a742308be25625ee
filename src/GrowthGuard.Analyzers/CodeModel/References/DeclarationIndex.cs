using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>The types and members that a compilation declares, by name, as they are written: nothing is bound, and bodies are not looked into.</summary>
internal sealed class DeclarationIndex
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationIndex> OfProjects = new();

    private readonly Compilation _compilation;
    private readonly Lazy<(ILookup<string, TypeSyntax?> Members, ILookup<string, SyntaxNode> Types)> _found;
    private readonly ConcurrentDictionary<string, ImmutableArray<INamedTypeSymbol>> _types = new();

    public DeclarationIndex(Compilation compilation)
    {
        _compilation = compilation;
        _found = new(() => Find(compilation));
    }

    /// <summary>What other projects declare that a compilation refers to as source, as an editor has them; in a build there are none.</summary>
    public static IEnumerable<DeclarationIndex> OfReferencedProjects(Compilation compilation) =>
        compilation.References.OfType<CompilationReference>().Select(static reference => reference.Compilation).OfType<CSharpCompilation>().Select(static other => OfProjects.GetValue(other, static other => new DeclarationIndex(other)));

    /// <summary>Whether a field, property, event, method or enum member has the name.</summary>
    public bool HasMember(string name) => _found.Value.Members.Contains(name);

    /// <summary>What the members of this name are or return, as it is written; <see langword="null"/> for the members of enums.</summary>
    public IEnumerable<TypeSyntax?> TypesOfMembers(string name) => _found.Value.Members[name];

    /// <summary>All members, each with what it is or returns, as it is written.</summary>
    public IEnumerable<(string Name, TypeSyntax? Type)> Members => _found.Value.Members.SelectMany(static named => named.Select(type => (named.Key, type)));

    /// <summary>The declarations of all types.</summary>
    public IEnumerable<SyntaxNode> TypeDeclarations => _found.Value.Types.SelectMany(static named => named);

    /// <summary>The types of this name.</summary>
    public ImmutableArray<INamedTypeSymbol> TypesNamed(string name) => _types.GetOrAdd(name, wanted => _found.Value.Types[wanted]
        .Select(declaration => _compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration)).OfType<INamedTypeSymbol>()
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToImmutableArray());

    private static (ILookup<string, TypeSyntax?> Members, ILookup<string, SyntaxNode> Types) Find(Compilation compilation)
    {
        var members = new List<(string Name, TypeSyntax? Type)>();
        var types = new List<(string Name, SyntaxNode Declaration)>();
        foreach (var tree in compilation.SyntaxTrees)
            Read(((CompilationUnitSyntax)tree.GetRoot()).Members, members, types);
        return (members.ToLookup(static found => found.Name, static found => found.Type), types.ToLookup(static found => found.Name, static found => found.Declaration));
    }

    private static void Read(SyntaxList<MemberDeclarationSyntax> declarations, List<(string Name, TypeSyntax? Type)> members, List<(string Name, SyntaxNode Declaration)> types)
    {
        RecursionGuard.Check();
        foreach (var declaration in declarations)
        {
            switch (declaration)
            {
                case BaseNamespaceDeclarationSyntax space:
                    Read(space.Members, members, types);
                    break;
                case TypeDeclarationSyntax type:
                    types.Add((type.Identifier.ValueText, type));

                    // A record's parameters are properties.
                    if (type is RecordDeclarationSyntax { ParameterList.Parameters: var parameters })
                        members.AddRange(parameters.Select(static parameter => (parameter.Identifier.ValueText, parameter.Type)));
                    Read(type.Members, members, types);
                    break;
                case EnumDeclarationSyntax type:
                    types.Add((type.Identifier.ValueText, type));
                    members.AddRange(type.Members.Select(static member => (member.Identifier.ValueText, (TypeSyntax?)null)));
                    break;
                case DelegateDeclarationSyntax type:
                    types.Add((type.Identifier.ValueText, type));
                    break;
                case BaseFieldDeclarationSyntax fields:
                    members.AddRange(fields.Declaration.Variables.Select(variable => (variable.Identifier.ValueText, (TypeSyntax?)fields.Declaration.Type)));
                    break;
                case PropertyDeclarationSyntax property:
                    members.Add((property.Identifier.ValueText, property.Type));
                    break;
                case EventDeclarationSyntax handled:
                    members.Add((handled.Identifier.ValueText, handled.Type));
                    break;
                case MethodDeclarationSyntax method:
                    members.Add((method.Identifier.ValueText, method.ReturnType));
                    break;
            }
        }
    }
}
