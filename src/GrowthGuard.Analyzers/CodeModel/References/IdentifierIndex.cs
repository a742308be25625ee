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
        // Most files do not have most names, and an iterator for each of them would be what the index allocates.
        var range = RangeOf(name, tree, scope);
        return range.IsEmpty ? [] : Names(range, name, tree);
    }

    /// <summary>
    /// The places in <paramref name="tree"/> where <paramref name="name"/> stands as an identifier in code: used or declared.
    /// </summary>
    /// <param name="scope">Where to look, or <see langword="null"/> for the whole tree.</param>
    public static IEnumerable<SyntaxToken> FindTokens(string name, SyntaxTree tree, TextSpan? scope)
    {
        var range = RangeOf(name, tree, scope);
        return range.IsEmpty ? [] : Tokens(range, name, tree);
    }

    /// <summary>The creations in <paramref name="tree"/> that do not name their type: <c>new()</c>.</summary>
    public static IEnumerable<ImplicitObjectCreationExpressionSyntax> FindImplicitCreations(SyntaxTree tree) =>
        FindKeyword<ImplicitObjectCreationExpressionSyntax>("new", tree);

    /// <summary>The <c>foreach</c> statements in <paramref name="tree"/>.</summary>
    public static IEnumerable<ForEachStatementSyntax> FindForEach(SyntaxTree tree) => FindKeyword<ForEachStatementSyntax>("foreach", tree);

    /// <summary>Those of the names that stand anywhere in the text of <paramref name="tree"/>; one or the other may not.</summary>
    public static IEnumerable<string> WrittenIn(SyntaxTree tree, IdentifierSet names) =>
        WordsOf(tree).Distinct().SelectMany(names.WithHash);

    /// <summary>The same for a few names, which need no set.</summary>
    public static IEnumerable<string> WrittenIn(SyntaxTree tree, IEnumerable<string> names)
    {
        var words = WordsOf(tree);
        return names.Where(name => words.Contain(Hash(name)));
    }

    /// <summary>The hash of a name, by which it is looked up.</summary>
    public static int Hash(string name) => Hash(name, 0, name.Length);

    /// <summary>
    /// Whether <paramref name="name"/> stands anywhere in the text of <paramref name="tree"/>. Hashes are compared: that it does may be an
    /// error, that it does not is certain.
    /// </summary>
    public static bool IsWritten(string name, SyntaxTree tree) => WordsOf(tree).Contain(Hash(name));

    /// <summary>The words of each file of a compilation, for <see cref="WordIndex"/>.</summary>
    public static (SyntaxTree Tree, Words Words)[] WordsOf(Compilation compilation) =>
        compilation.SyntaxTrees.Select(static tree => (tree, WordsOf(tree))).ToArray();

    // A declaration that is still being typed has no name yet.
    private static WordRange RangeOf(string name, SyntaxTree tree, TextSpan? scope) =>
        name.Length == 0 ? default : WordsOf(tree).RangeOf(Hash(name), scope);

    private static IEnumerable<SimpleNameSyntax> Names(WordRange range, string name, SyntaxTree tree)
    {
        var root = tree.GetRoot();
        for (var at = range.Start; at < range.End; at++)
        {
            if (IdentifierAt(range.Words!.StartOf(at), name, root) is { Parent: SimpleNameSyntax found })
                yield return found;
        }
    }

    private static IEnumerable<SyntaxToken> Tokens(WordRange range, string name, SyntaxTree tree)
    {
        var root = tree.GetRoot();
        for (var at = range.Start; at < range.End; at++)
        {
            if (IdentifierAt(range.Words!.StartOf(at), name, root) is { Parent: not null } found)
                yield return found;
        }
    }

    private static SyntaxToken IdentifierAt(int start, string name, SyntaxNode root) =>
        root.FindToken(start) is var token && token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name ? token : default;

    // Those of one parent: `new` begins many other things.
    private static IEnumerable<T> FindKeyword<T>(string keyword, SyntaxTree tree)
        where T : SyntaxNode
    {
        var range = WordsOf(tree).RangeOf(Hash(keyword), null);
        return range.IsEmpty ? [] : Keywords<T>(range, keyword, tree);
    }

    private static IEnumerable<T> Keywords<T>(WordRange range, string keyword, SyntaxTree tree)
        where T : SyntaxNode
    {
        var root = tree.GetRoot();
        for (var at = range.Start; at < range.End; at++)
        {
            var start = range.Words!.StartOf(at);
            if (root.FindToken(start) is { Parent: T found } token && token.SpanStart == start && token.Text == keyword)
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

    /// <summary>Words of one hash, in the order of the text: the elements from <see cref="Start"/> to before <see cref="End"/>.</summary>
    internal readonly struct WordRange(Words? words, int start, int end)
    {
        public Words? Words { get; } = words;

        public int Start { get; } = start;

        public int End { get; } = end;

        public bool IsEmpty => Start >= End;
    }

    /// <summary>The words of a text: hashes in ascending order, and beside each where its word starts, ascending too.</summary>
    internal sealed class Words
    {
        private const int FilterBits = 4096;

        private readonly int[] _hashes;
        private readonly int[] _starts;

        // A bit for each hash that is there: one look rules out nearly all names that are not.
        private readonly ulong[] _filter = new ulong[FilterBits / 64];

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
            {
                (_hashes[k], _starts[k]) = ((int)(found[k] >> 32), (int)found[k]);
                _filter[(_hashes[k] & (FilterBits - 1)) >> 6] |= 1UL << (_hashes[k] & 63);
            }
        }

        public bool Contain(int hash) => MayContain(hash) && LowerBound(hash, 0) is var at && at < _hashes.Length && _hashes[at] == hash;

        public IEnumerable<int> Distinct()
        {
            for (var k = 0; k < _hashes.Length; k++)
            {
                if (k == 0 || _hashes[k] != _hashes[k - 1])
                    yield return _hashes[k];
            }
        }

        public int StartOf(int index) => _starts[index];

        public WordRange RangeOf(int hash, TextSpan? scope)
        {
            if (!MayContain(hash))
                return default;
            var first = LowerBound(hash, scope?.Start ?? 0);
            var end = first;
            while (end < _hashes.Length && _hashes[end] == hash && (scope is not { } span || _starts[end] < span.End))
                end++;
            return new WordRange(this, first, end);
        }

        private bool MayContain(int hash) => (_filter[(hash & (FilterBits - 1)) >> 6] & (1UL << (hash & 63))) != 0;

        // The first word with this hash that does not start before the place, or where it would be.
        private int LowerBound(int hash, int start)
        {
            var (low, high) = (0, _hashes.Length);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (_hashes[middle] < hash || (_hashes[middle] == hash && _starts[middle] < start))
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }
    }
}
