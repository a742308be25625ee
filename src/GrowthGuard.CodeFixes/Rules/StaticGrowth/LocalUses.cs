using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>The uses of a store in the one method that uses it.</summary>
internal static class LocalUses
{
    /// <summary>The expressions that name the store, where a local could take the place of each; else empty.</summary>
    public static ImmutableArray<ExpressionSyntax> Find(
        MethodDeclarationSyntax method,
        ISymbol store,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        var uses = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (var name in method.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (name.Identifier.ValueText != store.Name ||
                !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, store))
                continue;
            if (Whole(name, store, model, cancellationToken) is not { } use || !RunsInTheCall(use, method))
                return ImmutableArray<ExpressionSyntax>.Empty;
            uses.Add(use);
        }

        return uses.ToImmutable();
    }

    /// <summary>
    /// Whether the value is read, or given in a statement: a local does the same. A reference to the variable, or its name as text, is
    /// more.
    /// </summary>
    public static bool IsReadOrGiven(ExpressionSyntax use) => use.Parent switch
    {
        ArgumentSyntax argument =>
            argument.RefKindKeyword.IsKind(SyntaxKind.None) &&
            argument.Parent?.Parent
                is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } },
        AssignmentExpressionSyntax assignment => assignment.Left != use || assignment.Parent is ExpressionStatementSyntax,
        RefExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } => false,
        _ => true,
    };

    /// <summary>Whether a method is an iterator.</summary>
    public static bool IsIterator(SyntaxNode function) =>
        function
            .DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is YieldStatementSyntax);

    // _order, this._order, Function._order; other._order is another object's.
    private static ExpressionSyntax? Whole(
        SimpleNameSyntax name,
        ISymbol store,
        SemanticModel model,
        CancellationToken cancellationToken) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name =>
            (store.IsStatic
                ? model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is INamedTypeSymbol
                : access.Expression is ThisExpressionSyntax)
                ? access
                : null,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => null,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment when assignment.Left == name => null,
        _ => name,
    };

    // A lambda, a query or a local function may run later, or in another order than it is written.
    private static bool RunsInTheCall(ExpressionSyntax use, MethodDeclarationSyntax method) =>
        use.Ancestors().TakeWhile(ancestor => ancestor != method)
            .All(static ancestor => ancestor is not (AnonymousFunctionExpressionSyntax or QueryExpressionSyntax
                or LocalFunctionStatementSyntax or ParameterSyntax or AttributeSyntax));
}
