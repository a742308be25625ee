using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Moves what a member creates into a static field.</summary>
internal static class StaticFields
{
    /// <summary>
    /// The member of a class or struct whose code the creation stands in, with the type; <see langword="null"/> when a static field cannot
    /// take its place.
    /// </summary>
    public static (MemberDeclarationSyntax Member, INamedTypeSymbol Type)? PlaceOf(
        BaseObjectCreationExpressionSyntax creation,
        SemanticModel model) =>
        creation.FirstAncestorOrSelf<MemberDeclarationSyntax>(
            node => node.Parent is TypeDeclarationSyntax) is { Parent: TypeDeclarationSyntax type } member &&
        member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax && type is not InterfaceDeclarationSyntax &&
        creation.FirstAncestorOrSelf<ConstructorInitializerSyntax>() is null && model.GetDeclaredSymbol(type) is { } symbol
            ? (member, symbol)
            : null;

    /// <summary>The root of the file with a field that keeps what is created, and its name in place of the creation.</summary>
    public static SyntaxNode Keep(
        SyntaxNode root,
        BaseObjectCreationExpressionSyntax creation,
        MemberDeclarationSyntax member,
        INamedTypeSymbol type,
        ITypeSymbol created,
        string name)
    {
        var free = FreeName(name, type);
        var typeName = (creation as ObjectCreationExpressionSyntax)?.Type.WithoutTrivia() ??
            SyntaxFactory
                .ParseTypeName(created.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
                .WithAdditionalAnnotations(Simplifier.Annotation);
        var arguments = creation.ArgumentList?.WithoutTrivia() ?? (creation.Initializer is null ? SyntaxFactory.ArgumentList() : null);
        var initializer = creation.Initializer?.WithoutTrivia();
        var made = SyntaxFactory.ObjectCreationExpression(
            SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            initializer is null || arguments is not null ? typeName : typeName.WithTrailingTrivia(SyntaxFactory.Space),
            initializer is null ? arguments : arguments?.WithTrailingTrivia(SyntaxFactory.Space),
            initializer);
        return Replace(root, creation, SyntaxFactory.IdentifierName(free), member, Declare(typeName, free, made, root));
    }

    /// <summary>The root with something else in place of the creation, and a field in its type.</summary>
    public static SyntaxNode Replace(
        SyntaxNode root,
        BaseObjectCreationExpressionSyntax creation,
        ExpressionSyntax replacement,
        MemberDeclarationSyntax member,
        FieldDeclarationSyntax field)
    {
        var type = (TypeDeclarationSyntax)member.Parent!;
        var changed = type.ReplaceNode(creation, replacement.WithTriviaFrom(creation));
        return root.ReplaceNode(type, NewField.In(changed, changed.Members[type.Members.IndexOf(member)], field, LineEnd.Of(root)));
    }

    /// <summary>The declaration of a private static readonly field.</summary>
    public static FieldDeclarationSyntax Declare(TypeSyntax type, string name, ExpressionSyntax value, SyntaxNode root) =>
        SyntaxFactory.FieldDeclaration(SyntaxFactory.VariableDeclaration(type.WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.SingletonSeparatedList(
                SyntaxFactory.VariableDeclarator(
                    SyntaxFactory.Identifier(name).WithTrailingTrivia(SyntaxFactory.Space),
                    null,
                    SyntaxFactory.EqualsValueClause(
                        SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                        value)))))
            .WithModifiers(SyntaxFactory.TokenList(
                SyntaxFactory.Token(SyntaxKind.PrivateKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space)))
            .WithTrailingTrivia(LineEnd.Of(root))
            .WithAdditionalAnnotations(Formatter.Annotation);

    /// <summary>A name that no member of the type has.</summary>
    public static string FreeName(string name, INamedTypeSymbol type) =>
        StoreWords.Free(name, candidate => type.Name == candidate || type.MemberNames.Contains(candidate));
}
