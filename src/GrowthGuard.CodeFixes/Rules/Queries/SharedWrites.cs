using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Knowledge;
using GrowthGuard.CodeFixes.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>
/// Tells whether code writes anything but its own locals: a variable that it captures, a field, a collection of others. Several runs of
/// such code depend on when each of them runs, which a limit changes.
/// </summary>
internal sealed class SharedWrites(Compilation compilation, CancellationToken cancellationToken)
{
    private static readonly HashSet<string> LookUps = ["TryGetValue", "ContainsKey", "Contains", "TryPeek", "Peek"];

    /// <summary>Whether the function, or a method in source that it calls, writes.</summary>
    public bool AreIn(SyntaxNode function)
    {
        var calls = SourceCalls.From([function], compilation, cancellationToken);
        return !calls.IsComplete || calls.Bodies.Any(Writes);
    }

    private bool Writes(SyntaxNode body)
    {
        var model = compilation.GetSemanticModel(body.SyntaxTree);
        return body.DescendantNodesAndSelf().Any(node => node switch
        {
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => false,
            AssignmentExpressionSyntax assignment => !IsOwn(assignment.Left, body, model),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression
                or (int)SyntaxKind.PreDecrementExpression } step => !IsOwn(step.Operand, body, model),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression
                or (int)SyntaxKind.PostDecrementExpression } step => !IsOwn(step.Operand, body, model),
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument =>
                !IsOwn(argument.Expression, body, model),
            InvocationExpressionSyntax call => CallWrites(call, body, model),
            _ => false,
        });
    }

    private bool CallWrites(InvocationExpressionSyntax call, SyntaxNode body, SemanticModel model)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return call.Expression is not IdentifierNameSyntax { Identifier.ValueText: "nameof" };
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return true;
        return call.Expression is MemberAccessExpressionSyntax { Expression: var owner } && method.ReducedFrom is null &&
            model.GetTypeInfo(owner, cancellationToken).Type is { } type &&
            FactTable.BuiltIn.Growable(type) is { IsPersistent: false } && !LookUps.Contains(method.Name) && !IsOwn(owner, body, model);
    }

    // A local of the code, and what hangs on it when the code has made it.
    private bool IsOwn(ExpressionSyntax target, SyntaxNode body, SemanticModel model)
    {
        RecursionGuard.Check();
        var isWhole = true;
        while (target is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            isWhole &= target is ParenthesizedExpressionSyntax;
            target = target switch
            {
                MemberAccessExpressionSyntax access => access.Expression,
                ElementAccessExpressionSyntax access => access.Expression,
                _ => ((ParenthesizedExpressionSyntax)target).Expression,
            };
        }

        return target switch
        {
            DeclarationExpressionSyntax => true,
            TupleExpressionSyntax tuple => tuple.Arguments.All(part => IsOwn(part.Expression, body, model)),
            _ => model.GetSymbolInfo(target, cancellationToken).Symbol switch
            {
                IDiscardSymbol => true,
                ILocalSymbol local => IsDeclaredIn(local, body) && (isWhole || IsMadeThere(local)),
                IParameterSymbol { RefKind: RefKind.None } parameter => isWhole && IsDeclaredIn(parameter, body),
                IFieldSymbol or IPropertySymbol =>
                    isWhole && body is ConstructorDeclarationSyntax &&
                    model.GetSymbolInfo(target, cancellationToken).Symbol is { IsStatic: false },
                _ => false,
            },
        };
    }

    private bool IsDeclaredIn(ISymbol symbol, SyntaxNode body) =>
        symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == body.SyntaxTree && body.Span.Contains(reference.Span));

    private bool IsMadeThere(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken)
            is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax
                or ImplicitArrayCreationExpressionSyntax };
}
