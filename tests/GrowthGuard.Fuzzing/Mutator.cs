using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Fuzzing;

/// <summary>Breaks a text: half-typed code, moved code, code of another file, strange characters, deep nesting.</summary>
internal sealed class Mutator(Corpus corpus, Random random)
{
    private const int MostChanges = 4;

    private static readonly string[] Strange =
    [
        "\0", "\u2028", "\ud800", "\"", "\"\"\"", "'", "/*", "*/", "//", "#if X\n", "#endif\n", "#line hidden\n", "<<<<<<< HEAD\n",
        "{", "}", "(", ")", "<", ">", ";", "=>", "??=", "..", "@", "$\"{",
    ];

    private static readonly int[] Depths = [2, 20, 200];

    /// <summary>The documents of one mutant.</summary>
    public IReadOnlyList<string> Next()
    {
        string[] texts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => corpus.Texts[random.Next(corpus.Texts.Count)])];
        for (var i = random.Next(1, MostChanges + 1); i > 0; i--)
        {
            var at = random.Next(texts.Length);
            texts[at] = Change(texts[at]);
        }

        return texts;
    }

    /// <summary>A text of lines, such as an additional file, with something wrong in it.</summary>
    public string Lines(string text) => random.Next(4) switch
    {
        0 => text,
        1 => Replace(text, Anywhere(text), Strange[random.Next(Strange.Length)]),
        2 => Replace(text, Anywhere(text), new string(' ', random.Next(5000))),
        _ => Replace(text, Anywhere(text), corpus.Words[random.Next(corpus.Words.Count)]),
    };

    private string Change(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        return random.Next(12) switch
        {
            0 => Replace(text, Token(root), ""),
            1 => Replace(text, Token(root), corpus.Words[random.Next(corpus.Words.Count)]),
            2 => Insert(text, Token(root), corpus.Words[random.Next(corpus.Words.Count)] + " "),
            3 => Replace(text, Node(root), ""),
            4 => Node(root) is var node ? Insert(text, node, text.Substring(node.Start, node.Length) + "\n") : text,
            5 => Swap(text, Node(root), Node(root)),
            6 => ReplaceByAnother(text, root),
            7 => text[..random.Next(text.Length + 1)],
            8 => Replace(text, Anywhere(text), Strange[random.Next(Strange.Length)]),
            9 => Nest(text, root),
            10 => Rename(text, root),
            _ => ReplaceByAnother(text, root),
        };
    }

    private TextSpan Anywhere(string text)
    {
        var start = random.Next(text.Length + 1);
        return TextSpan.FromBounds(start, Math.Min(text.Length, start + random.Next(3)));
    }

    private TextSpan Token(SyntaxNode root) => Pick(root.DescendantTokens()).Span;

    private TextSpan Node(SyntaxNode root) => Pick(root.DescendantNodes())?.Span ?? default;

    private T? Pick<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        return all.Length == 0 ? default : all[random.Next(all.Length)];
    }

    /// <summary>Puts a part of some text in the place of a part of the same kind.</summary>
    private string ReplaceByAnother(string text, SyntaxNode root)
    {
        if (Pick(root.DescendantNodes()) is not { } node)
        {
            return text;
        }

        var other = CSharpSyntaxTree.ParseText(corpus.Texts[random.Next(corpus.Texts.Count)]).GetRoot();
        var found = Pick(other.DescendantNodes().Where(candidate => candidate.RawKind == node.RawKind))
            ?? Pick(other.DescendantNodes().OfType<ExpressionSyntax>());
        return found is null ? text : Replace(text, node.Span, found.ToString());
    }

    private string Nest(string text, SyntaxNode root)
    {
        if (Pick(root.DescendantNodes().OfType<ExpressionSyntax>()) is not { } expression)
        {
            return text;
        }

        var depth = Depths[random.Next(Depths.Length)];
        var (before, after) = random.Next(7) switch
        {
            0 => ("(", ")"),
            1 => ("!", ""),
            2 => ("true ? ", " : null"),
            3 => ("(() => ", ")()"),
            4 => ("(object)", ""),
            5 => ("", " + 1"),
            _ => ("", ".ToString()"),
        };
        return Replace(text, expression.Span, Repeat(before, depth) + expression + Repeat(after, depth));
    }

    private string Rename(string text, SyntaxNode root)
    {
        SyntaxToken[] names =
        [
            .. root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text.Length > 0),
        ];
        return names.Length == 0
            ? text
            : Replace(text, names[random.Next(names.Length)].Span, names[random.Next(names.Length)].Text);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Replace(string text, TextSpan span, string by) => text[..span.Start] + by + text[span.End..];

    private static string Insert(string text, TextSpan before, string what) => text[..before.Start] + what + text[before.Start..];

    private static string Swap(string text, TextSpan one, TextSpan other)
    {
        var (first, second) = one.Start <= other.Start ? (one, other) : (other, one);
        return first.End > second.Start
            ? text
            : text[..first.Start] + text.Substring(second.Start, second.Length) + text[first.End..second.Start] +
                text.Substring(first.Start, first.Length) + text[second.End..];
    }
}
