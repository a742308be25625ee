using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Writes object creations and their initializers.</summary>
internal static class Initializers
{
    /// <summary>A name that is written in full and then made as short as its place allows.</summary>
    public static TypeSyntax Type(string name) =>
        SyntaxFactory.ParseTypeName("global::" + name).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>An expression in which full names begin with <c>global::</c>.</summary>
    public static ExpressionSyntax Expression(string text)
    {
        var expression = SyntaxFactory.ParseExpression(text);
        return expression.ReplaceNodes(
            expression.DescendantNodesAndSelf()
                .Where(node => node is MemberAccessExpressionSyntax && node.ToString().StartsWith("global::", StringComparison.Ordinal)),
            (_, current) => current.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    /// <summary><c>new Type(arguments) { initializers }</c></summary>
    public static ObjectCreationExpressionSyntax Create(
        TypeSyntax type,
        IEnumerable<ArgumentSyntax> arguments,
        IEnumerable<ExpressionSyntax> initializers)
    {
        var given = arguments.ToList();
        return SyntaxFactory.ObjectCreationExpression(
            type,
            given.Count == 0 ? null : SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(given)),
            Initializer(initializers))
            .WithNewKeyword(SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary><c>name = value</c></summary>
    public static ExpressionSyntax Set(string name, ExpressionSyntax value) =>
        SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName(name),
            value.WithoutTrivia());

    /// <summary>The creation with a member set: in place of the value that it had, or after the others.</summary>
    public static BaseObjectCreationExpressionSyntax With(BaseObjectCreationExpressionSyntax creation, string name, ExpressionSyntax value)
    {
        var set = creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(part => part.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name);
        if (set is not null)
            return creation.ReplaceNode(set.Right, value.WithTriviaFrom(set.Right));
        if (creation.Initializer is not { Expressions.Count: > 0 } initializer)
        {
            var bare = creation is ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } named && named.Initializer is null
                ? named.WithArgumentList(null).WithType(named.Type.WithoutTrailingTrivia())
                : creation;
            return bare.WithInitializer(Initializer([Set(name, value)])).WithAdditionalAnnotations(Formatter.Annotation);
        }

        var last = initializer.Expressions.Last();
        var added = Set(name, value)
            .WithTrailingTrivia(last.GetTrailingTrivia())
            .WithLeadingTrivia(last.GetLeadingTrivia().All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))
                ? last.GetLeadingTrivia()
                : SyntaxTriviaList.Empty);
        var hasTrailingComma = initializer.Expressions.SeparatorCount == initializer.Expressions.Count;
        var expressions = hasTrailingComma
            ? initializer.Expressions.Add(added)
            : initializer.WithExpressions(initializer.Expressions.Replace(last, last.WithoutTrailingTrivia())).Expressions.Add(added);
        return creation.WithInitializer(initializer.WithExpressions(expressions)).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static InitializerExpressionSyntax? Initializer(IEnumerable<ExpressionSyntax> parts)
    {
        var expressions = parts.Select(part => part.WithoutTrivia()).ToList();
        return expressions.Count == 0
            ? null
            : SyntaxFactory.InitializerExpression(SyntaxKind.ObjectInitializerExpression, SyntaxFactory.SeparatedList(expressions));
    }
}
