using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Moves the creation of an <c>XmlSerializer</c> to a static field when its arguments are the same in every call, or into a
/// dictionary by type when only the type differs.
/// </summary>
internal sealed class KeepSerializerFix : SiteFix
{
    private const string Key = "key";

    public override string EquivalenceKey => "GrowthGuard.KeepSerializer";

    public override string Title => "Keep the serializer in a static field";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: > 0 } arguments } creation ||
            model.GetTypeInfo(creation).Type is not { Name: "XmlSerializer" } serializer ||
            creation.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node.Parent is TypeDeclarationSyntax) is not { Parent: TypeDeclarationSyntax type } member ||
            member is not (BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax) || type is InterfaceDeclarationSyntax ||
            creation.FirstAncestorOrSelf<ConstructorInitializerSyntax>() is not null ||
            model.GetDeclaredSymbol(type) is not { } symbol)
            return null;
        if (arguments.All(argument => IsFixed(argument.Expression, model)))
            return WithField(root, creation, arguments, member, symbol, serializer, model);
        return arguments[0].NameColon is null && model.GetTypeInfo(arguments[0].Expression).Type is { Name: "Type", ContainingNamespace.Name: "System" } &&
            arguments.Skip(1).All(argument => IsFixed(argument.Expression, model)) &&
            !arguments.SelectMany(argument => argument.DescendantTokens()).Any(token => token.ValueText == Key)
            ? WithDictionary(root, creation, arguments, member, symbol)
            : null;
    }

    /// <summary>Whether the expression gives an equal value each time, and names nothing of the method.</summary>
    private static bool IsFixed(ExpressionSyntax expression, SemanticModel model) => model.GetConstantValue(expression).HasValue || expression switch
    {
        TypeOfExpressionSyntax type => !type.Type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => model.GetSymbolInfo(name).Symbol is ITypeParameterSymbol),
        LiteralExpressionSyntax => true,
        ObjectCreationExpressionSyntax creation =>
            (creation.ArgumentList?.Arguments.All(argument => IsFixed(argument.Expression, model)) ?? true) &&
            (creation.Initializer?.Expressions.All(part => part is AssignmentExpressionSyntax { Right: var value } && IsFixed(value, model)) ?? true),
        ArrayCreationExpressionSyntax { Initializer: { } elements } => elements.Expressions.All(element => IsFixed(element, model)),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.All(element => IsFixed(element, model)),
        MemberAccessExpressionSyntax access => model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsStatic: true, IsReadOnly: true },
        _ => false,
    };

    private static SyntaxNode WithField(SyntaxNode root, BaseObjectCreationExpressionSyntax creation, SeparatedSyntaxList<ArgumentSyntax> arguments, MemberDeclarationSyntax member, INamedTypeSymbol type, ITypeSymbol serializer, SemanticModel model)
    {
        var of = arguments.Select(argument => argument.Expression).OfType<TypeOfExpressionSyntax>().Select(node => model.GetTypeInfo(node.Type).Type).FirstOrDefault();
        var name = Free((of is INamedTypeSymbol { Name.Length: > 0 } named ? named.Name : "") + "Serializer", type);
        var typeName = (creation as ObjectCreationExpressionSyntax)?.Type.WithoutTrivia() ?? SyntaxFactory.ParseTypeName(serializer.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).WithAdditionalAnnotations(Simplifier.Annotation);
        var made = SyntaxFactory.ObjectCreationExpression(SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space), typeName, creation.ArgumentList!.WithoutTrivia(), null);
        return Replace(root, creation, SyntaxFactory.IdentifierName(name), member, Field(typeName, name, made, root));
    }

    private static SyntaxNode WithDictionary(SyntaxNode root, BaseObjectCreationExpressionSyntax creation, SeparatedSyntaxList<ArgumentSyntax> arguments, MemberDeclarationSyntax member, INamedTypeSymbol type)
    {
        var name = Free("Serializers", type);
        var dictionary = SyntaxFactory.ParseTypeName("global::System.Collections.Concurrent.ConcurrentDictionary<global::System.Type, global::System.Xml.Serialization.XmlSerializer>").WithAdditionalAnnotations(Simplifier.Annotation);
        var made = SyntaxFactory.ObjectCreationExpression(SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space), dictionary, SyntaxFactory.ArgumentList(), null);
        var more = string.Concat(arguments.Skip(1).Select(argument => ", " + argument.WithoutTrivia().ToString()));
        var get = SyntaxFactory.ParseExpression($"{name}.GetOrAdd({arguments[0].Expression.WithoutTrivia()}, {Key} => new global::System.Xml.Serialization.XmlSerializer({Key}{more}))");
        get = get.ReplaceNodes(get.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Where(node => node.Type.ToString().StartsWith("global::", StringComparison.Ordinal)).Select(node => node.Type), (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
        return Replace(root, creation, get, member, Field(dictionary, name, made, root));
    }

    private static SyntaxNode Replace(SyntaxNode root, BaseObjectCreationExpressionSyntax creation, ExpressionSyntax replacement, MemberDeclarationSyntax member, MemberDeclarationSyntax field)
    {
        var changed = member.ReplaceNode(creation, replacement.WithTriviaFrom(creation));
        var leading = member.GetLeadingTrivia();
        var (apart, _) = AttachedTrivia.Split(leading);
        return root.ReplaceNode(member,
            [
                field.WithLeadingTrivia(AttachedTrivia.ForNodeBefore(leading)),
                changed.WithLeadingTrivia(leading.Skip(apart.Count).Prepend(LineEnd.Of(root))),
            ]);
    }

    private static FieldDeclarationSyntax Field(TypeSyntax type, string name, ExpressionSyntax value, SyntaxNode root) =>
        SyntaxFactory.FieldDeclaration(SyntaxFactory.VariableDeclaration(type.WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.SingletonSeparatedList(
                SyntaxFactory.VariableDeclarator(SyntaxFactory.Identifier(name).WithTrailingTrivia(SyntaxFactory.Space), null, SyntaxFactory.EqualsValueClause(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space), value)))))
            .WithModifiers(SyntaxFactory.TokenList(
                SyntaxFactory.Token(SyntaxKind.PrivateKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space)))
            .WithTrailingTrivia(LineEnd.Of(root))
            .WithAdditionalAnnotations(Formatter.Annotation);

    private static string Free(string name, INamedTypeSymbol type) => StoreWords.Free(name, candidate => type.Name == candidate || type.MemberNames.Contains(candidate));
}
