using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Tells expressions that can be moved out of a method.</summary>
internal static class FixedValues
{
    /// <summary>Whether the expression gives an equal value each time, and names nothing of the method.</summary>
    public static bool AreSame(ExpressionSyntax expression, SemanticModel model) => model.GetConstantValue(expression).HasValue || expression switch
    {
        TypeOfExpressionSyntax type => !type.Type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => model.GetSymbolInfo(name).Symbol is ITypeParameterSymbol),
        LiteralExpressionSyntax => true,
        BaseObjectCreationExpressionSyntax creation =>
            (creation.ArgumentList?.Arguments.All(argument => AreSame(argument.Expression, model)) ?? true) &&
            (creation.Initializer is null || AreSame(creation.Initializer, model)),
        InitializerExpressionSyntax initializer => initializer.Expressions.All(part => AreSame(part is AssignmentExpressionSyntax { Right: var value } ? value : part, model)),
        ArrayCreationExpressionSyntax { Initializer: { } elements } => AreSame(elements, model),
        ImplicitArrayCreationExpressionSyntax array => AreSame(array.Initializer, model),
        MemberAccessExpressionSyntax access => model.GetSymbolInfo(access).Symbol is IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null },
        _ => false,
    };
}
