using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>The names that files give to types and namespaces: <c>using Limit = GrowthGuard.BoundedAttribute;</c>.</summary>
internal static class UsingAliasIndex
{
    /// <summary>The directives of a compilation that give a name, those of namespaces included.</summary>
    public static IEnumerable<UsingDirectiveSyntax> In(Compilation compilation) =>
        compilation.SyntaxTrees.SelectMany(static tree => FileDeclarations.Of(tree).Aliases);

    /// <summary>The name that a directive gives.</summary>
    public static string NameOf(UsingDirectiveSyntax directive) => directive.Alias!.Name.Identifier.ValueText;
}
