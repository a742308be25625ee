using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>The types and members that one file declares, as they are written: nothing is bound, and bodies are not looked into.</summary>
/// <remarks>Kept as long as the file's tree: an editor makes a new compilation at each keystroke, but only one new tree.</remarks>
internal sealed class FileDeclarations
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileDeclarations> Known = new();

    private readonly List<(string Name, TypeSyntax? Type)> _members = [];
    private readonly List<(string Name, BaseTypeDeclarationSyntax? Type, SyntaxNode Declaration)> _types = [];
    private readonly List<UsingDirectiveSyntax> _aliases = [];
    private readonly List<UsingDirectiveSyntax> _staticUsings = [];

    private FileDeclarations(SyntaxTree tree)
    {
        var unit = (CompilationUnitSyntax)tree.GetRoot();
        AddUsings(unit.Usings);
        Read(unit.Members);
    }

    /// <summary>All members, each with what it is or returns, as it is written; <see langword="null"/> for the members of enums.</summary>
    public IReadOnlyList<(string Name, TypeSyntax? Type)> Members => _members;

    /// <summary>All types; delegates are none of the second.</summary>
    public IReadOnlyList<(string Name, BaseTypeDeclarationSyntax? Type, SyntaxNode Declaration)> Types => _types;

    /// <summary>The directives that give a name to a type or a namespace: <c>using Limit = GrowthGuard.BoundedAttribute;</c>.</summary>
    public IReadOnlyList<UsingDirectiveSyntax> Aliases => _aliases;

    /// <summary>The directives that import the static members of a type: <c>using static System.Math;</c>.</summary>
    public IReadOnlyList<UsingDirectiveSyntax> StaticUsings => _staticUsings;

    /// <summary>What a file declares.</summary>
    public static FileDeclarations Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new FileDeclarations(tree));

    private void AddUsings(SyntaxList<UsingDirectiveSyntax> directives)
    {
        foreach (var directive in directives)
        {
            if (directive.Alias is not null)
                _aliases.Add(directive);
            else if (directive.StaticKeyword.RawKind != 0)
                _staticUsings.Add(directive);
        }
    }

    private void Read(SyntaxList<MemberDeclarationSyntax> declarations)
    {
        RecursionGuard.Check();
        foreach (var declaration in declarations)
        {
            switch (declaration)
            {
                case BaseNamespaceDeclarationSyntax space:
                    AddUsings(space.Usings);
                    Read(space.Members);
                    break;
                case TypeDeclarationSyntax type:
                    _types.Add((type.Identifier.ValueText, type, type));

                    // A record's parameters are properties.
                    if (type is RecordDeclarationSyntax { ParameterList.Parameters: var parameters })
                        _members.AddRange(parameters.Select(static parameter => (parameter.Identifier.ValueText, parameter.Type)));
                    Read(type.Members);
                    break;
                case EnumDeclarationSyntax type:
                    _types.Add((type.Identifier.ValueText, type, type));
                    _members.AddRange(type.Members.Select(static member => (member.Identifier.ValueText, (TypeSyntax?)null)));
                    break;
                case DelegateDeclarationSyntax type:
                    _types.Add((type.Identifier.ValueText, null, type));
                    break;
                case BaseFieldDeclarationSyntax fields:
                    _members.AddRange(fields.Declaration.Variables.Select(variable => (variable.Identifier.ValueText,
                        (TypeSyntax?)fields.Declaration.Type)));
                    break;
                case PropertyDeclarationSyntax property:
                    _members.Add((property.Identifier.ValueText, property.Type));
                    break;
                case EventDeclarationSyntax handled:
                    _members.Add((handled.Identifier.ValueText, handled.Type));
                    break;
                case MethodDeclarationSyntax method:
                    _members.Add((method.Identifier.ValueText, method.ReturnType));
                    break;
            }
        }
    }
}
