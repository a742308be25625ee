using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>The uses of a store in the one method that uses it.</summary>
internal static class LocalUses
{
    /// <summary>The expressions that name the store; empty when one of them would mean something else for a local.</summary>
    /// <param name="isValue">Whether the store is a value that each call gives it first: then it may be read, and handed on, in any way.</param>
    public static ImmutableArray<ExpressionSyntax> Find(MethodDeclarationSyntax method, ISymbol store, bool isValue, SemanticModel model, CancellationToken cancellationToken)
    {
        var uses = method.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText == store.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, store))
            .Select(name => (ExpressionSyntax)(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name))
            .ToImmutableArray();
        return uses.All(use => StaysInCall(use, method, model, cancellationToken) && (isValue ? IsRead(use) : IsUsedInPlace(use, model, cancellationToken))) ? uses : ImmutableArray<ExpressionSyntax>.Empty;
    }

    // A lambda, a query or an iterator may run after the call; so may a local function that is made a delegate.
    private static bool StaysInCall(ExpressionSyntax use, MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellationToken) =>
        use.Ancestors().TakeWhile(ancestor => ancestor != method).All(ancestor => ancestor switch
        {
            AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or ParameterSyntax or AttributeSyntax => false,
            LocalFunctionStatementSyntax function => !function.Modifiers.Any(SyntaxKind.StaticKeyword) && !IsIterator(function) && IsOnlyCalled(function, method, model, cancellationToken),
            _ => true,
        });

    /// <summary>Whether a method or local function is an iterator.</summary>
    public static bool IsIterator(SyntaxNode function) =>
        function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node is YieldStatementSyntax);

    private static bool IsOnlyCalled(LocalFunctionStatementSyntax function, MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellationToken)
    {
        var symbol = model.GetDeclaredSymbol(function, cancellationToken);
        return method.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText == function.Identifier.ValueText && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol?.OriginalDefinition, symbol))
            .All(name => name.Parent is InvocationExpressionSyntax);
    }

    // What is returned, assigned elsewhere, locked on or named in text is meant to be the one store that all calls share.
    private static bool IsUsedInPlace(ExpressionSyntax use, SemanticModel model, CancellationToken cancellationToken) => use.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == use && (access.Parent is InvocationExpressionSyntax || model.GetSymbolInfo(access, cancellationToken).Symbol is not IMethodSymbol),
        ElementAccessExpressionSyntax access => access.Expression == use,
        ConditionalAccessExpressionSyntax access => access.Expression == use,
        CommonForEachStatementSyntax loop => loop.Expression == use,
        AssignmentExpressionSyntax assignment => assignment.Left == use && assignment.Parent is ExpressionStatementSyntax,
        _ => false,
    };

    private static bool IsRead(ExpressionSyntax use) => use.Parent switch
    {
        ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.None) && argument.Parent?.Parent is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } },
        AssignmentExpressionSyntax assignment => assignment.Left != use || assignment.Parent is ExpressionStatementSyntax,
        RefExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } => false,
        _ => true,
    };
}
