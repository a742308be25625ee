using GrowthGuard.CodeFixes.Stores;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>Moves a store from its type into a method.</summary>
internal static class MovedStore
{
    /// <summary>The assignment as the declaration of a local, with the comments of both.</summary>
    public static LocalDeclarationStatementSyntax DeclareAt(
        ExpressionStatementSyntax given,
        StoreDeclaration declaration,
        string name,
        GrowingStore store)
    {
        var local = LocalDeclarations.Of(given, SyntaxFactory.ParseToken(name), declaration.Type);
        return local
            .WithSemicolonToken(local.SemicolonToken.WithTrailingTrivia(MovedComments
                .AtEnd(declaration.Semicolon)
                .Where(trivia => !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                .Concat(local.SemicolonToken.TrailingTrivia)))
            .WithLeadingTrivia(local.GetLeadingTrivia().AddRange(MovedComments.Of(store.Member)));
    }

    /// <summary>Removes the declaration of the store.</summary>
    public static void Remove(MemberDeclarationSyntax member, SyntaxEditor editor)
    {
        var members = member.Parent is TypeDeclarationSyntax type ? type.Members : default;
        var index = members.IndexOf(member);
        if (index < 0 || index == members.Count - 1)
        {
            editor.RemoveNode(member, SyntaxRemoveOptions.KeepDirectives);
            return;
        }

        // Directives go to the next member; the first one needs no blank line before it.
        var apart = AttachedTrivia.Split(member.GetLeadingTrivia()).Apart;
        var isDivided = apart.Any(trivia => trivia.IsDirective);
        if (isDivided || index == 0)
        {
            editor.ReplaceNode(members[index + 1], (current, _) =>
            {
                var leading = AttachedTrivia.WithoutBlankLines(current.GetLeadingTrivia());
                return current.WithLeadingTrivia(isDivided ? apart.AddRange(leading) : leading);
            });
        }

        editor.RemoveNode(member, SyntaxRemoveOptions.KeepNoTrivia);
    }
}
