using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Divides the trivia before a node: what stands by itself, and the comments that belong to the node.</summary>
internal static class AttachedTrivia
{
    /// <summary>The trivia up to the last blank line or directive, and the rest.</summary>
    public static (SyntaxTriviaList Apart, SyntaxTriviaList Attached) Split(SyntaxTriviaList leading)
    {
        var split = 0;
        var isBlank = true;
        for (var i = 0; i < leading.Count; i++)
        {
            var trivia = leading[i];
            if (trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia) ||
                (isBlank && trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            {
                split = i + 1;
                isBlank = true;
            }
            else
                isBlank = trivia.IsKind(SyntaxKind.EndOfLineTrivia) || (isBlank && trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        }

        return (new SyntaxTriviaList(leading.Take(split)), new SyntaxTriviaList(leading.Skip(split)));
    }

    /// <summary>The trivia that stands apart, and the node's indentation: what a new node before it starts with.</summary>
    public static SyntaxTriviaList ForNodeBefore(SyntaxTriviaList leading)
    {
        var (apart, attached) = Split(leading);
        return apart.Add(attached.Count > 0 && attached.Last().IsKind(SyntaxKind.WhitespaceTrivia)
            ? attached.Last()
            : SyntaxFactory.ElasticMarker);
    }

    /// <summary>The trivia without the blank lines at its start.</summary>
    public static SyntaxTriviaList WithoutBlankLines(SyntaxTriviaList leading)
    {
        var line = 0;
        for (var i = 0; i < leading.Count && leading[i].Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia; i++)
        {
            if (leading[i].IsKind(SyntaxKind.EndOfLineTrivia))
                line = i + 1;
        }

        return new SyntaxTriviaList(leading.Skip(line));
    }
}
