using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// Finds where a name is written, without parsing or binding anything: the first, cheap step of finding a symbol's references.
/// </summary>
/// <remarks>
/// For each tree the words of its text are kept with their places, under the tree as a weak key: an editor makes a new compilation
/// at each keystroke, but only one new tree. Words of comments and texts are among them; their tokens tell.
/// </remarks>
internal static class IdentifierIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, Words> WordsByTree = new();

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
        SyntaxNode? root = null;
        foreach (var start in WordsOf(tree).StartsOf(Hash(name)))
        {
            if (scope is { } span && !span.Contains(start))
                continue;
            if ((root ??= tree.GetRoot()).FindToken(start) is var token && token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name)
                yield return token;
        }
    }

    /// <summary>The creations in <paramref name="tree"/> that do not name their type: <c>new()</c>.</summary>
    public static IEnumerable<ImplicitObjectCreationExpressionSyntax> FindImplicitCreations(SyntaxTree tree) => FindKeyword<ImplicitObjectCreationExpressionSyntax>("new", tree);

    /// <summary>The <c>foreach</c> statements in <paramref name="tree"/>.</summary>
    public static IEnumerable<ForEachStatementSyntax> FindForEach(SyntaxTree tree) => FindKeyword<ForEachStatementSyntax>("foreach", tree);

    /// <summary>Those of the names that stand anywhere in the text of <paramref name="tree"/>; one or the other may not.</summary>
    public static IEnumerable<string> WrittenIn(SyntaxTree tree, IdentifierSet names) => WordsOf(tree).Distinct().SelectMany(names.WithHash);

    /// <summary>The same for a few names, which need no set.</summary>
    public static IEnumerable<string> WrittenIn(SyntaxTree tree, IEnumerable<string> names)
    {
        var words = WordsOf(tree);
        return names.Where(name => words.Contain(Hash(name)));
    }

    /// <summary>The hash of a name, by which it is looked up.</summary>
    public static int Hash(string name) => Hash(name, 0, name.Length);

    /// <summary>Whether <paramref name="name"/> stands anywhere in the text of <paramref name="tree"/>. Hashes are compared: that it does may be an error, that it does not is certain.</summary>
    public static bool IsWritten(string name, SyntaxTree tree) => WordsOf(tree).Contain(Hash(name));

    // Those of one parent: `new` begins many other things.
    private static IEnumerable<T> FindKeyword<T>(string keyword, SyntaxTree tree)
        where T : SyntaxNode
    {
        SyntaxNode? root = null;
        foreach (var start in WordsOf(tree).StartsOf(Hash(keyword)))
        {
            if ((root ??= tree.GetRoot()).FindToken(start) is { Parent: T found } token && token.SpanStart == start && token.Text == keyword)
                yield return found;
        }
    }

    private static Words WordsOf(SyntaxTree tree) => WordsByTree.GetValue(tree, static tree => new Words(tree.GetText().ToString()));

    // FNV-1a: string.GetHashCode differs between processes and takes no range.
    private static int Hash(string text, int start, int end)
    {
        var hash = unchecked((int)2166136261);
        for (var i = start; i < end; i++)
            hash = unchecked((hash ^ text[i]) * 16777619);
        return hash;
    }

    /// <summary>The words of a text: hashes in ascending order, and beside each where its word starts.</summary>
    private sealed class Words
    {
        private readonly int[] _hashes;
        private readonly int[] _starts;

        public Words(string text)
        {
            var found = new List<long>(text.Length / 12);
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
                found.Add(((long)Hash(text, start, i) << 32) | (uint)start);
            }

            found.Sort();
            _hashes = new int[found.Count];
            _starts = new int[found.Count];
            for (var k = 0; k < found.Count; k++)
                (_hashes[k], _starts[k]) = ((int)(found[k] >> 32), (int)found[k]);
        }

        public bool Contain(int hash) => Array.BinarySearch(_hashes, hash) >= 0;

        public IEnumerable<int> Distinct()
        {
            for (var k = 0; k < _hashes.Length; k++)
            {
                if (k == 0 || _hashes[k] != _hashes[k - 1])
                    yield return _hashes[k];
            }
        }

        public IEnumerable<int> StartsOf(int hash)
        {
            var at = Array.BinarySearch(_hashes, hash);
            while (at > 0 && _hashes[at - 1] == hash)
                at--;
            for (; at >= 0 && at < _hashes.Length && _hashes[at] == hash; at++)
                yield return _starts[at];
        }
    }
}
