using GrowthGuard.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Tells expressions that can be written a second time, in a statement before their own: they do nothing, and give the same value there.
/// </summary>
internal static class RepeatableValue
{
    /// <summary>Whether the expression is made of variables, constants and what is read from them.</summary>
    public static bool Is(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        RecursionGuard.Check();
        return expression switch
        {
            LiteralExpressionSyntax or ThisExpressionSyntax or BaseExpressionSyntax or PredefinedTypeSyntax or TypeOfExpressionSyntax =>
                true,
            SimpleNameSyntax =>
                model.GetSymbolInfo(expression, cancellationToken).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol
                    or IPropertySymbol or INamespaceOrTypeSymbol,
            AliasQualifiedNameSyntax => true,
            MemberAccessExpressionSyntax access =>
                Is(access.Expression, model, cancellationToken) && Is(access.Name, model, cancellationToken),
            ParenthesizedExpressionSyntax inner => Is(inner.Expression, model, cancellationToken),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner =>
                Is(inner.Operand, model, cancellationToken),
            CastExpressionSyntax cast => Is(cast.Expression, model, cancellationToken),
            TupleExpressionSyntax tuple => tuple.Arguments.All(part => Is(part.Expression, model, cancellationToken)),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum =>
                Is(sum.Left, model, cancellationToken) && Is(sum.Right, model, cancellationToken),
            InterpolatedStringExpressionSyntax text =>
                text.Contents.OfType<InterpolationSyntax>().All(part => Is(part.Expression, model, cancellationToken)),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call =>
                model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { IsStatic: false,
                    ContainingType.SpecialType: SpecialType.System_String } && Is(access.Expression, model, cancellationToken) &&
                call.ArgumentList.Arguments.All(argument => Is(argument.Expression, model, cancellationToken)),
            _ => false,
        };
    }

    /// <summary>
    /// Whether the expression can stand before the anchor: its variables are declared by then, and nothing that is evaluated with it
    /// changes them.
    /// </summary>
    public static bool IsSameBefore(
        ExpressionSyntax expression,
        SyntaxNode anchor,
        SyntaxNode evaluated,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        var variables = expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Select(name => model.GetSymbolInfo(name, cancellationToken).Symbol)
            .Where(static symbol => symbol is ILocalSymbol or IParameterSymbol).ToList();
        return variables.All(symbol => symbol!.Locations.All(location => location.SourceSpan.End <=
            (anchor is StatementSyntax ? anchor.SpanStart : evaluated.SpanStart))) &&
            !evaluated.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
                .Any(name => IsChanged(name) &&
                    variables.Contains(model.GetSymbolInfo(name, cancellationToken).Symbol, SymbolEqualityComparer.Default));
    }

    private static bool IsChanged(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        ArgumentSyntax argument =>
            argument.RefKindKeyword.RawKind != 0 ||
            (argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple && assignment.Left == tuple),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => true,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } =>
            true,
        _ => false,
    };
}
