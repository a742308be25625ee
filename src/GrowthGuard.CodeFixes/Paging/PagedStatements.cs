using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GrowthGuard.CodeFixes.Paging;

/// <summary>Writes statements as text, and puts them before or in place of another.</summary>
internal sealed class PagedStatements
{
    private readonly List<string> _statements = [];

    public void Add(string statement) => _statements.Add(statement);

    /// <summary>Puts them before a statement, whose comments come first; a blank line stays between.</summary>
    public void InsertBefore(StatementSyntax statement, SyntaxEditor editor)
    {
        var lineEnd = LineEnd.Of(statement);
        var leading = statement.GetLeadingTrivia();
        var made = Parse(lineEnd.ToString());
        made[0] = made[0].WithLeadingTrivia(leading);
        editor.InsertBefore(statement, made);
        editor.ReplaceNode(statement, (current, _) => current.WithLeadingTrivia(Indentation(leading).Insert(0, lineEnd)));
    }

    /// <summary>Puts them in place of a statement.</summary>
    public void Replace(StatementSyntax statement, SyntaxEditor editor)
    {
        var made = Parse(LineEnd.Of(statement).ToString());
        made[made.Count - 1] = made[made.Count - 1].WithTrailingTrivia(statement.GetTrailingTrivia());
        editor.InsertAfter(statement, made.Skip(1));
        editor.ReplaceNode(statement, made[0].WithLeadingTrivia(statement.GetLeadingTrivia()));
    }

    /// <summary>Puts them directly before a loop.</summary>
    public void InsertBeforeLoop(StatementSyntax loop, SyntaxEditor editor)
    {
        var leading = loop.GetLeadingTrivia();
        var made = Parse(LineEnd.Of(loop).ToString());
        made[0] = made[0].WithLeadingTrivia(leading);
        editor.InsertBefore(loop, made);
        editor.ReplaceNode(loop, (current, _) => current.WithLeadingTrivia(Indentation(leading)));
    }

    /// <summary>Puts statements directly behind another.</summary>
    public static void InsertAfter(StatementSyntax statement, IEnumerable<string> statements, SyntaxEditor editor)
    {
        var lineEnd = LineEnd.Of(statement).ToString();
        editor.InsertAfter(statement, statements.Select(text => WrittenStatements.Parse(text, lineEnd)));
    }

    private List<StatementSyntax> Parse(string lineEnd) => _statements.Select(text => WrittenStatements.Parse(text, lineEnd)).ToList();

    private static SyntaxTriviaList Indentation(SyntaxTriviaList leading) =>
        leading.Count > 0 && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(leading.Last())
            : SyntaxFactory.TriviaList();
}
