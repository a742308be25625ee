using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Stores;

/// <summary>A place where a store grows, as the analyzer reported it.</summary>
/// <param name="document">The document it stands in.</param>
/// <param name="expression">The expression that makes the store grow.</param>
internal sealed class GrowthSite(Document document, ExpressionSyntax expression)
{
    public Document Document { get; } = document;

    public ExpressionSyntax Expression { get; } = expression;
}
