using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>The parts of a store's declaration that make up the declaration of a local.</summary>
internal sealed class StoreDeclaration
{
    private StoreDeclaration(TypeSyntax type, EqualsValueClauseSyntax? initializer, SyntaxToken semicolon)
    {
        Type = type;
        Initializer = initializer;
        Semicolon = semicolon;
    }

    public TypeSyntax Type { get; }

    public EqualsValueClauseSyntax? Initializer { get; }

    public SyntaxToken Semicolon { get; }

    /// <summary>
    /// The parts, or <see langword="null"/> when something of the declaration would be lost: attributes, directives, code of accessors.
    /// </summary>
    public static StoreDeclaration? Of(GrowingStore store)
    {
        var member = store.Member;
        if (!store.IsDeclaredAlone || member.AttributeLists.Count > 0 || HasInnerDirective(member))
            return null;
        return member switch
        {
            FieldDeclarationSyntax field =>
                new StoreDeclaration(field.Declaration.Type, field.Declaration.Variables[0].Initializer, field.SemicolonToken),
            PropertyDeclarationSyntax { AccessorList: { } accessors } property when accessors.Accessors.All(IsAutomatic) =>
                new StoreDeclaration(
                    property.Type,
                    property.Initializer,
                    property.Initializer is null ? accessors.CloseBraceToken : property.SemicolonToken),
            _ => null,
        };
    }

    /// <summary>The statement that declares the local.</summary>
    public LocalDeclarationStatementSyntax ToLocal(string name, GrowingStore store)
    {
        var value = Initializer?.WithoutTrivia() ?? SyntaxFactory.EqualsValueClause(store.Type.IsReferenceType
            ? SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression)
            : SyntaxFactory.DefaultExpression(Type.WithoutTrivia()));
        var type = SaysItsType(value.Value, store) ? SyntaxFactory.IdentifierName("var") : Type.WithoutTrivia();
        return SyntaxFactory.LocalDeclarationStatement(SyntaxFactory.VariableDeclaration(
            type.WithTrailingTrivia(SyntaxFactory.ElasticSpace),
            SyntaxFactory.SingletonSeparatedList(SyntaxFactory.VariableDeclarator(
                SyntaxFactory.ParseToken(name).WithTrailingTrivia(SyntaxFactory.ElasticSpace),
                null,
                value))));
    }

    /// <summary>The value that the declaration gives the store.</summary>
    public static ExpressionSyntax? InitialValue(GrowingStore store) => store.Declaration switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        _ => null,
    };

    private static bool SaysItsType(ExpressionSyntax value, GrowingStore store) =>
        value is ObjectCreationExpressionSyntax && InitialValue(store) is { } creation &&
        SymbolEqualityComparer.Default.Equals(store.Model.GetTypeInfo(creation).Type, store.Type);

    private static bool IsAutomatic(AccessorDeclarationSyntax accessor) =>
        accessor is { Body: null, ExpressionBody: null, AttributeLists.Count: 0 };

    private static bool HasInnerDirective(MemberDeclarationSyntax member) =>
        member.DescendantTrivia(descendIntoTrivia: false).Any(trivia => trivia.IsDirective && trivia.Span.Start >= member.SpanStart);
}
