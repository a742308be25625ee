using GrowthGuard.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rewriting;

/// <summary>Tells expressions that can be moved out of a method.</summary>
internal static class FixedValues
{
    /// <summary>Whether the expression gives an equal value each time, and names nothing of the method.</summary>
    public static bool AreSame(ExpressionSyntax expression, SemanticModel model)
    {
        RecursionGuard.Check();
        return model.GetConstantValue(expression).HasValue || expression switch
        {
            TypeOfExpressionSyntax type =>
                !type.Type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
                    .Any(name => model.GetSymbolInfo(name).Symbol is ITypeParameterSymbol),
            LiteralExpressionSyntax => true,
            BaseObjectCreationExpressionSyntax creation => !RunsCode(creation, model) &&
                (creation.ArgumentList?.Arguments.All(argument => AreSame(argument.Expression, model)) ?? true) &&
                (creation.Initializer is null || AreSame(creation.Initializer, model)),
            InitializerExpressionSyntax initializer =>
                initializer.Expressions.All(part => AreSame(part is AssignmentExpressionSyntax { Right: var value } ? value : part, model)),
            ArrayCreationExpressionSyntax { Initializer: { } elements } => AreSame(elements, model),
            ImplicitArrayCreationExpressionSyntax array => AreSame(array.Initializer, model),
            MemberAccessExpressionSyntax access => model.GetSymbolInfo(access).Symbol switch
            {
                IFieldSymbol field => field.IsStatic && field.IsReadOnly,
                IPropertySymbol property => IsSameEachTime(property),
                _ => false,
            },
            _ => false,
        };
    }

    // Encoding.UTF8, StringComparer.Ordinal, or an automatic property; not Tenant.Current, which tells who asks.
    private static bool IsSameEachTime(IPropertySymbol property)
    {
        if (!property.IsStatic || property.SetMethod is not null)
            return false;
        return property.DeclaringSyntaxReferences.IsEmpty
            ? property.Type.IsReferenceType && SymbolEqualityComparer.Default.Equals(property.Type, property.ContainingType) &&
                !property.Name.StartsWith("Current", StringComparison.Ordinal)
            : property.DeclaringSyntaxReferences.All(
                static reference => reference.GetSyntax() is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } &&
                    accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null }));
    }

    // A constructor in source may ask who is being served.
    private static bool RunsCode(BaseObjectCreationExpressionSyntax creation, SemanticModel model) =>
        model.GetSymbolInfo(creation).Symbol is not IMethodSymbol constructor ||
        constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() switch
        {
            ConstructorDeclarationSyntax { Body.Statements.Count: 0 } => false,
            ConstructorDeclarationSyntax => true,
            _ => false,
        });
}
