using System.Runtime.CompilerServices;
using GrowthGuard.Analyzers.CodeModel.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>What one file declares that may have to do with pages, by the names alone.</summary>
/// <remarks>
/// Names only, and kept as long as the file's tree: which types are pages depends on all files, but what each of them says of it does not.
/// At a keystroke one file is read again.
/// </remarks>
internal sealed class PageDeclarations
{
    private static readonly ConditionalWeakTable<PageWords, ConditionalWeakTable<SyntaxTree, PageDeclarations>> Known = new();

    private readonly PageWords _words;
    private readonly List<string> _types = [];
    private readonly List<(string Type, WrittenType Held)> _holders = [];
    private readonly List<(string Type, WrittenType Base)> _derived = [];
    private readonly List<(string Method, WrittenType Result)> _methods = [];

    private PageDeclarations(SyntaxTree tree, PageWords words)
    {
        _words = words;
        var declared = FileDeclarations.Of(tree);
        foreach (var (name, type) in declared.Members)
        {
            if (type is not null)
                AddMember(name, type);
        }

        foreach (var (name, type, _) in declared.Types)
        {
            if (type is not TypeDeclarationSyntax { BaseList.Types: var bases })
                continue;
            foreach (var @base in bases)
                _derived.Add((name, Written(@base.Type)));
        }
    }

    /// <summary>The types that have a member by which one may go on.</summary>
    public IEnumerable<string> Types => _types;

    /// <summary>The types that have a property which may hold what says how to go on, each with the type of that.</summary>
    public IEnumerable<(string Type, WrittenType Held)> Holders => _holders;

    /// <summary>The types with what they derive from.</summary>
    public IEnumerable<(string Type, WrittenType Base)> Derived => _derived;

    /// <summary>The methods with what they give.</summary>
    public IEnumerable<(string Method, WrittenType Result)> Methods => _methods;

    /// <summary>What a file declares.</summary>
    public static PageDeclarations Of(SyntaxTree tree, PageWords words) =>
        Known.GetOrCreateValue(words).GetValue(tree, tree => new PageDeclarations(tree, words));

    private void AddMember(string name, TypeSyntax type)
    {
        if (type.Parent is MethodDeclarationSyntax method)
        {
            var result = Written(type);
            if (method.Parent is TypeDeclarationSyntax page && _words.IsContinuing(name) &&
                (PageWords.MakesRequest(name) || result.Contains(page.Identifier.ValueText)))
                _types.Add(page.Identifier.ValueText);
            if (method.ParameterList.Parameters.Any(IsOutToken))
                _methods.Add((name, new WrittenType([], isOutput: true)));
            else if (!result.IsEmpty)
                _methods.Add((name, result));
        }
        else if (type.Parent is PropertyDeclarationSyntax or ParameterSyntax &&
            type.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText is { } declaring)
        {
            if (_words.IsOutput(name))
                _types.Add(declaring);
            else if (_words.IsHolder(name))
                _holders.Add((declaring, Written(type)));
        }
    }

    private bool IsOutToken(ParameterSyntax parameter) =>
        parameter.Modifiers.Any(SyntaxKind.OutKeyword) && _words.IsOutput(NamePattern.PropertyOf(parameter.Identifier.ValueText));

    private WrittenType Written(TypeSyntax type)
    {
        var names = new List<string>();
        var isOutput = false;
        foreach (var node in type.DescendantNodesAndSelf())
        {
            if (node is SimpleNameSyntax name)
                names.Add(name.Identifier.ValueText);
            else if (node is TupleElementSyntax element)
                isOutput |= _words.IsOutput(element.Identifier.ValueText);
        }

        return new WrittenType(names.Count == 0 ? [] : [.. names], isOutput);
    }

    /// <summary>
    /// A type by the names in it: <c>Task&lt;OrderPage&gt;</c>, <c>Task&lt;(List&lt;Order&gt; Orders, string NextToken)&gt;</c>.
    /// </summary>
    public readonly struct WrittenType(string[] names, bool isOutput)
    {
        public bool IsEmpty => names.Length == 0 && !isOutput;

        /// <summary>Whether one of the types stands in it, or a tuple with an element by which one may go on.</summary>
        public bool IsOneOf(HashSet<string> types)
        {
            if (isOutput)
                return true;
            foreach (var name in names)
            {
                if (types.Contains(name))
                    return true;
            }

            return false;
        }

        public bool Contains(string type) => Array.IndexOf(names, type) >= 0;
    }
}
