using System.Globalization;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace GrowthGuard.CodeFixes.Queries;

/// <summary>A number that a fix brings in: a constant of the type, so that it is found and changed in one place.</summary>
internal static class NamedNumber
{
    /// <summary>
    /// The root with a node replaced by something that uses the constant. One that the type has already is used again; outside of types the
    /// number itself is.
    /// </summary>
    public static SyntaxNode Use(
        string name,
        int value,
        SyntaxNode node,
        SyntaxNode root,
        SemanticModel model,
        Func<ExpressionSyntax, SyntaxNode> replacement)
    {
        var member = node.Ancestors().OfType<MemberDeclarationSyntax>()
            .FirstOrDefault(candidate => candidate.Parent is TypeDeclarationSyntax and not InterfaceDeclarationSyntax);
        if (member?.Parent is not TypeDeclarationSyntax declaration || model.GetDeclaredSymbol(declaration) is not { } type)
            return root.ReplaceNode(
                node,
                replacement(SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(value))));
        if (type.GetMembers(name).Any(known => known is IFieldSymbol { IsConst: true, Type.SpecialType: SpecialType.System_Int32 }))
            return root.ReplaceNode(node, replacement(SyntaxFactory.IdentifierName(name)));

        var free = StoreWords.Free(
            name,
            candidate => type.GetMembers(candidate).Length > 0 || model.LookupSymbols(node.SpanStart, name: candidate).Length > 0);
        var constant = (FieldDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(
            $"private const int {free} = {value.ToString(CultureInfo.InvariantCulture)};")!
            .WithAdditionalAnnotations(Formatter.Annotation);
        var changed = declaration.ReplaceNode(node, replacement(SyntaxFactory.IdentifierName(free)));
        return root.ReplaceNode(
            declaration,
            NewField.In(changed, changed.Members[declaration.Members.IndexOf(member)], constant, LineEnd.Of(root)));
    }
}
