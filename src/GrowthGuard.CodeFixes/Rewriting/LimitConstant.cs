using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>A constant before a field or property that says how much it may hold.</summary>
internal sealed class LimitConstant
{
    private readonly CountLimit _limit;
    private readonly MemberDeclarationSyntax _member;

    private LimitConstant(CountLimit limit, MemberDeclarationSyntax member)
    {
        _limit = limit;
        _member = member;
    }

    public ExpressionSyntax Name => SyntaxFactory.IdentifierName(_limit.Name);

    /// <summary>
    /// The constant of a member that is used at a node of the same type: <c>_outbox</c> and <c>Capacity</c> give <c>OutboxCapacity</c>.
    /// </summary>
    public static LimitConstant? Before(
        MemberDeclarationSyntax? member,
        string suffix,
        SyntaxNode use,
        SemanticModel model,
        TakenNames names,
        CancellationToken cancellationToken)
    {
        if (member?.Parent is not TypeDeclarationSyntax declaration || use.FirstAncestorOrSelf<TypeDeclarationSyntax>() != declaration ||
            model.GetDeclaredSymbol(declaration, cancellationToken) is not { } type)
            return null;
        var store = member switch
        {
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            _ => "Store",
        };
        var word = StoreWords.Local(store);
        var name = names.Take(char.ToUpperInvariant(word[0]) + word.Substring(1) + suffix, model, type, [use.SpanStart]);
        return new LimitConstant(new CountLimit(name, Accessibility.Private), member);
    }

    public void Declare(SyntaxEditor editor)
    {
        // Blank lines and directives come before the constant, comments stay with the member.
        var lineEnd = LineEnd.Of(_member);
        var leading = _member.GetLeadingTrivia();
        editor.InsertBefore(_member, _limit.Declaration(lineEnd).WithLeadingTrivia(AttachedTrivia.ForNodeBefore(leading)));
        editor.ReplaceNode(_member, (current, _) => current.WithLeadingTrivia(AttachedTrivia.Split(leading).Attached.Insert(0, lineEnd)));
    }
}
