using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>Where a field or property may be given a value, to judge by the text: most names are read, and need not be bound.</summary>
internal static class WriteSyntaxFilter
{
    /// <summary>
    /// Whether what a name means, or what its <c>Value</c> is, is assigned to, counted or passed by reference where the name stands.
    /// </summary>
    public static bool MayBeAt(SimpleNameSyntax name)
    {
        ExpressionSyntax node = name;
        while (node.Parent is ExpressionSyntax whole && IsTheSamePlace(node, whole))
            node = whole;
        return node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == node,
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } => true,
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsDeconstructedInto(tuple),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } =>
                true,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } =>
                true,
            _ => false,
        };
    }

    // `(Name, other) = pair;`
    private static bool IsDeconstructedInto(TupleExpressionSyntax tuple)
    {
        while (tuple.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax outer })
            tuple = outer;
        return tuple.Parent is AssignmentExpressionSyntax assignment && assignment.Left == tuple;
    }

    /// <summary>
    /// Whether the name stands in an initialiser, and so means a member of an object that is being made: <c>new Order { Id = id }</c>.
    /// </summary>
    public static bool IsInInitializer(SimpleNameSyntax name) =>
        name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment && assignment.Left == name;

    /// <summary>Whether only the type that declares the member can write to it.</summary>
    public static bool AreInside(ISymbol member) => member switch
    {
        IFieldSymbol { IsReadOnly: true } => true,
        IPropertySymbol { SetMethod: null or { DeclaredAccessibility: Accessibility.Private } } => true,
        _ => member.DeclaredAccessibility == Accessibility.Private,
    };

    // `a.Name`, `?.Name`, `(Name)`, `Name!`, and the value of a slot such as AsyncLocal<T>.
    private static bool IsTheSamePlace(ExpressionSyntax part, ExpressionSyntax whole) => whole switch
    {
        MemberAccessExpressionSyntax access => access.Name == part || access.Name.Identifier.ValueText == "Value",
        MemberBindingExpressionSyntax or ParenthesizedExpressionSyntax
        or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } => true,
        _ => false,
    };
}
