using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>
/// What a diagnostic about a query points at: a chain of operators is long, and the name of its last one says which it is.
/// </summary>
internal static class QueryPlaces
{
    /// <summary>The name in a call, the keyword of a loop.</summary>
    public static Location Of(IOperation operation) => operation.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.GetLocation(),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.GetLocation(),
        InvocationExpressionSyntax { Expression: var called } => called.GetLocation(),
        CommonForEachStatementSyntax each => each.ForEachKeyword.GetLocation(),
        WhileStatementSyntax repeated => repeated.WhileKeyword.GetLocation(),
        { } other => other.GetLocation(),
    };
}
