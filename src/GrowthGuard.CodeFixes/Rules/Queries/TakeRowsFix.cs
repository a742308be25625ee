using GrowthGuard.CodeFixes.Queries;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>Puts a limit before the call that materialises: <c>Take</c>, or what the library calls it.</summary>
internal sealed class TakeRowsFix : SiteFix
{
    private const int Rows = 1000;

    public override string EquivalenceKey => "GrowthGuard.TakeRows";

    public override string Title => "Take at most 1000 rows (of a query without an order: any 1000)";

    public override SyntaxNode? Apply(SyntaxNode site, SyntaxNode root, SemanticModel model)
    {
        if (site is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Expression: var query } access } ||
            model.GetTypeInfo(query).Type is not { } type || Operator(type) is not { } limit ||
            !model.LookupSymbols(query.Span.End, type, limit, includeReducedExtensionMethods: true).Any(symbol => symbol is IMethodSymbol))
            return null;

        // The limit stands where the call stood, which goes on behind it, also on a line of its own.
        var operand = query is QueryExpressionSyntax or AwaitExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(query) : query;
        return NamedNumber.Use("MaximumRows", Rows, access, root, model, rows => access.WithExpression(
            SyntaxFactory.InvocationExpression(
                access.WithExpression(operand).WithName(SyntaxFactory.IdentifierName(limit)),
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(rows))))
            .WithTrailingTrivia(operand.GetTrailingTrivia())));
    }

    private static string? Operator(ITypeSymbol type) =>
        type.AllInterfaces.Prepend(type as INamedTypeSymbol).Any(implemented => implemented is { Name: "IQueryable", ContainingNamespace.Name: "Linq" }) ? "Take"
        : type.Name is "IFindFluent" or "IOrderedFindFluent" or "IAggregateFluent" or "IOrderedAggregateFluent" ? "Limit"
        : null;
}
