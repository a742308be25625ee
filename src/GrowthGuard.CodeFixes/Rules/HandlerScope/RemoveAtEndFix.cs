using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>Takes out, in a <c>finally</c> block, the object that a handler adds to a collection of something that outlives it.</summary>
internal sealed class RemoveAtEndFix : SiteFix
{
    private const string Add = "Add";
    private const string Remove = "Remove";

    public override string EquivalenceKey => "GrowthGuard.RemoveAtEnd";

    public override string Title => "Take it out again in a finally block";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        // The same object must be at hand at the end: what the argument creates is not, and a field may be another one by then.
        if (site
            is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: Add } } access, ArgumentList.Arguments: { Count: 1 } arguments } call ||
            !IsSameAtEnd(arguments[0].Expression, model) || !CanRemove(access, model) ||
            FinallyBlock.From(call, isAfter: true, model) is not { } wrapped)
            return null;
        var removal = call.WithExpression(access.WithName(SyntaxFactory.IdentifierName(Remove))).WithoutTrivia();
        return root.ReplaceNode(wrapped.Body, wrapped.With(SyntaxFactory.ExpressionStatement(removal)));
    }

    private static bool IsSameAtEnd(ExpressionSyntax argument, SemanticModel model) => model.GetSymbolInfo(argument).Symbol switch
    {
        ILocalSymbol local =>
            argument.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } method && !IsGivenAgain(local, method, model),
        IFieldSymbol field => field.IsReadOnly,
        _ => false,
    };

    private static bool IsGivenAgain(ILocalSymbol local, SyntaxNode method, SemanticModel model) =>
        method.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == local.Name &&
            name.Parent is AssignmentExpressionSyntax or ArgumentSyntax { RefKindKeyword.RawKind: not 0 } &&
            (name.Parent as AssignmentExpressionSyntax)?.Right != name &&
            SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local));

    // Serializer options are sealed by their first use, and then refuse to be changed.
    private static bool CanRemove(MemberAccessExpressionSyntax access, SemanticModel model) =>
        model.GetSymbolInfo(access).Symbol is IMethodSymbol { Parameters.Length: 1 } added &&
        model.GetTypeInfo(access.Expression).Type is { } type &&
        model.GetSymbolInfo(access.Expression).Symbol is { ContainingType.Name: not "JsonSerializerOptions" } &&
        Types(type).SelectMany(holder => holder.GetMembers(Remove)).OfType<IMethodSymbol>()
            .Any(method => method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 1 } &&
                SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, added.Parameters[0].Type));

    private static IEnumerable<ITypeSymbol> Types(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
        foreach (var implemented in type.AllInterfaces)
            yield return implemented;
    }
}
