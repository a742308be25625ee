using GrowthGuard.CodeFixes.Sites;
using GrowthGuard.CodeFixes.Rewriting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        if (site is not BaseObjectCreationExpressionSyntax { Initializer: null,
            ArgumentList.Arguments: { Count: > 0 } arguments } creation ||
            model.GetTypeInfo(creation).Type is not { Name: "XmlSerializer" } serializer ||
            StaticFields.PlaceOf(creation, model) is not var (member, type))
            return null;
        if (arguments.All(argument => FixedValues.AreSame(argument.Expression, model)))
            return StaticFields.Keep(root, creation, member, type, serializer, NameOf(arguments, model));
        return arguments[0].NameColon is null &&
            model.GetTypeInfo(arguments[0].Expression).Type is { Name: "Type", ContainingNamespace.Name: "System" } &&
            arguments.Skip(1).All(argument => FixedValues.AreSame(argument.Expression, model)) &&
            !arguments.SelectMany(argument => argument.DescendantTokens()).Any(token => token.ValueText == Key)
            ? WithDictionary(root, creation, arguments, member, type)
            : null;
    }

    private static string NameOf(SeparatedSyntaxList<ArgumentSyntax> arguments, SemanticModel model)
    {
        var of = arguments.Select(argument => argument.Expression).OfType<TypeOfExpressionSyntax>()
            .Select(node => model.GetTypeInfo(node.Type).Type).FirstOrDefault();
        return (of is INamedTypeSymbol { Name.Length: > 0 } named ? named.Name : "") + "Serializer";
    }

    private static SyntaxNode WithDictionary(
        SyntaxNode root,
        BaseObjectCreationExpressionSyntax creation,
        SeparatedSyntaxList<ArgumentSyntax> arguments,
        MemberDeclarationSyntax member,
        INamedTypeSymbol type)
    {
        var name = StaticFields.FreeName("Serializers", type);
        var dictionary = SyntaxFactory
            .ParseTypeName(
                "global::System.Collections.Concurrent.ConcurrentDictionary<global::System.Type, " +
                "global::System.Xml.Serialization.XmlSerializer>")
            .WithAdditionalAnnotations(Simplifier.Annotation);
        var made = SyntaxFactory.ObjectCreationExpression(
            SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            dictionary,
            SyntaxFactory.ArgumentList(),
            null);
        var more = string.Concat(arguments.Skip(1).Select(argument => ", " + argument.WithoutTrivia().ToString()));
        var get =
            SyntaxFactory.ParseExpression(
                $"{name}.GetOrAdd({arguments[0].Expression.WithoutTrivia()}, {Key} => new " +
                $"global::System.Xml.Serialization.XmlSerializer({Key}{more}))");
        get = get.ReplaceNodes(
            get.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
                .Where(node => node.Type.ToString().StartsWith("global::", StringComparison.Ordinal))
                .Select(node => node.Type),
            (_, node) => node.WithAdditionalAnnotations(Simplifier.Annotation));
        return StaticFields.Replace(root, creation, get, member, StaticFields.Declare(dictionary, name, made, root));
    }
}
