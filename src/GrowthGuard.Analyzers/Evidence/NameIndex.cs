using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>
/// Finds where a name is written, without parsing or binding anything: the first, cheap step of finding a symbol's references.
/// </summary>
/// <remarks>
/// For each tree the distinct identifiers are kept as hashes, under the tree as a weak key: an editor makes a new compilation
/// at each keystroke, but only one new tree.
/// </remarks>
internal static class NameIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, int[]> Identifiers = new();

    /// <summary>The places in <paramref name="tree"/> where <paramref name="name"/> stands as a simple name in code.</summary>
    /// <param name="scope">Where to look, or <see langword="null"/> for the whole tree.</param>
    public static IEnumerable<SimpleNameSyntax> Find(string name, SyntaxTree tree, TextSpan? scope)
    {
        foreach (var token in FindTokens(name, tree, scope))
        {
            if (token.Parent is SimpleNameSyntax found)
                yield return found;
        }
    }

    /// <summary>The places in <paramref name="tree"/> where <paramref name="name"/> stands as an identifier in code: used or declared.</summary>
    /// <param name="scope">Where to look, or <see langword="null"/> for the whole tree.</param>
    public static IEnumerable<SyntaxToken> FindTokens(string name, SyntaxTree tree, TextSpan? scope)
    {
        // A declaration that is still being typed has no name yet.
        if (name.Length == 0)
            yield break;
        if (scope is null && !IsWritten(name, tree))
            yield break;

        var text = tree.GetText().ToString();
        var root = tree.GetRoot();
        var (start, end) = scope is { } span ? (span.Start, span.End) : (0, text.Length);
        while (start < end && (start = text.IndexOf(name, start, end - start, StringComparison.Ordinal)) >= 0)
        {
            var after = start + name.Length;
            var isWholeWord = (start == 0 || !SyntaxFacts.IsIdentifierPartCharacter(text[start - 1])) &&
                (after == text.Length || !SyntaxFacts.IsIdentifierPartCharacter(text[after]));
            if (isWholeWord && root.FindToken(start) is var token && token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name)
                yield return token;
            start = after;
        }
    }

    /// <summary>The creations in <paramref name="tree"/> that do not name their type: <c>new()</c>.</summary>
    public static IEnumerable<ImplicitObjectCreationExpressionSyntax> FindImplicitCreations(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        var root = tree.GetRoot();
        for (var at = text.IndexOf("new", StringComparison.Ordinal); at >= 0; at = text.IndexOf("new", at + 3, StringComparison.Ordinal))
        {
            var after = at + 3;
            while (after < text.Length && char.IsWhiteSpace(text[after]))
                after++;
            if (after < text.Length && text[after] == '(' && root.FindToken(at) is { Parent: ImplicitObjectCreationExpressionSyntax found } && found.SpanStart == at)
                yield return found;
        }
    }

    /// <summary>The <c>foreach</c> statements in <paramref name="tree"/>.</summary>
    public static IEnumerable<ForEachStatementSyntax> FindForEach(SyntaxTree tree)
    {
        const string Keyword = "foreach";
        if (!IsWritten(Keyword, tree))
            yield break;
        var text = tree.GetText().ToString();
        var root = tree.GetRoot();
        for (var at = text.IndexOf(Keyword, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Keyword, at + Keyword.Length, StringComparison.Ordinal))
        {
            if (root.FindToken(at) is { Parent: ForEachStatementSyntax found } token && token.SpanStart == at)
                yield return found;
        }
    }

    /// <summary>Those of the names that stand anywhere in the text of <paramref name="tree"/>; one or the other may not.</summary>
    public static IEnumerable<string> WrittenIn(SyntaxTree tree, NameSet names) => Identifiers.GetValue(tree, IdentifiersOf).SelectMany(names.WithHash);

    /// <summary>The hash of a name, by which it is looked up.</summary>
    public static int Hash(string name) => Hash(name, 0, name.Length);

    /// <summary>Whether <paramref name="name"/> stands anywhere in the text of <paramref name="tree"/>. Hashes are compared: that it does may be an error, that it does not is certain.</summary>
    public static bool IsWritten(string name, SyntaxTree tree) =>
        Array.BinarySearch(Identifiers.GetValue(tree, IdentifiersOf), Hash(name)) >= 0;

    private static int[] IdentifiersOf(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        var hashes = new HashSet<int>();
        var i = 0;
        while (i < text.Length)
        {
            if (!SyntaxFacts.IsIdentifierStartCharacter(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[i]))
                i++;
            hashes.Add(Hash(text, start, i));
        }

        var sorted = hashes.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    // FNV-1a: string.GetHashCode differs between processes and takes no range.
    private static int Hash(string text, int start, int end)
    {
        var hash = unchecked((int)2166136261);
        for (var i = start; i < end; i++)
            hash = unchecked((hash ^ text[i]) * 16777619);
        return hash;
    }
}
