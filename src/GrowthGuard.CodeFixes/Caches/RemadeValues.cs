using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GrowthGuard.CodeFixes.Caches;

/// <summary>
/// Tells whether a value that was let go of comes out the same when it is made again: of its key alone, and without doing anything else.
/// </summary>
internal sealed class RemadeValues(SemanticModel model, CancellationToken cancellationToken)
{
    // A method, and what it calls.
    private const int MaximumDepth = 2;

    private static readonly HashSet<string> ChangingTypes =
    [
        "System.Random",
        "System.Threading.Interlocked",
        "System.Diagnostics.Stopwatch",
        "System.Security.Cryptography.RandomNumberGenerator",
        "System.TimeProvider"
    ];

    private static readonly HashSet<string> ChangingMembers =
    [
        "NewGuid", "CreateVersion7", "Now", "UtcNow", "Today", "TickCount", "TickCount64", "NewId"
    ];

    private static readonly HashSet<string> HarmlessTypes = ["Console", "Debug", "Trace", nameof(CancellationToken)];

    /// <summary>The inputs that a key is made of: paths such as <c>order.Id</c> that begin with a parameter or local.</summary>
    public HashSet<string> InputsOf(ExpressionSyntax key)
    {
        var inputs = new HashSet<string>();
        AddInputs(key, inputs, []);
        return inputs;
    }

    /// <summary>Whether the code makes its value of these inputs, of all that is said of them, and of members.</summary>
    public bool IsMadeOf(SyntaxNode making, HashSet<string> inputs)
    {
        var mentionsKey = false;
        return Uses(making, inputs, ref mentionsKey, []) && mentionsKey;
    }

    /// <summary>Whether the code can run again: it changes nothing that outlives it, and asks nothing that changes.</summary>
    public bool CanRunAgain(SyntaxNode code, IReadOnlyList<DictionaryUse> except, int depth = 0)
    {
        RecursionGuard.Check();
        var mine = ModelOf(code);
        return mine is not null && code.DescendantNodesAndSelf().All(node => except.Any(use => use.Node == node) || node switch
        {
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => true,
            AssignmentExpressionSyntax assignment => IsOwn(assignment.Left, mine),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression
                or (int)SyntaxKind.PostDecrementExpression } step => IsOwn(step.Operand, mine),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression
                or (int)SyntaxKind.PreDecrementExpression } step => IsOwn(step.Operand, mine),
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument =>
                IsOwn(argument.Expression, mine),
            InvocationExpressionSyntax call => CanBeCalledAgain(call, mine, except, depth),
            SimpleNameSyntax name => !IsChanging(mine.GetSymbolInfo(name, cancellationToken).Symbol),
            YieldStatementSyntax => false,
            _ => true,
        });
    }

    private bool CanBeCalledAgain(InvocationExpressionSyntax call, SemanticModel mine, IReadOnlyList<DictionaryUse> except, int depth)
    {
        if (mine.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" };
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return false;

        // What is called for nothing but what it does is done once only.
        if (call.Parent is ExpressionStatementSyntax or AwaitExpressionSyntax { Parent: ExpressionStatementSyntax } && !IsLog(method) &&
            !(call.Expression is MemberAccessExpressionSyntax access && IsOwn(access.Expression, mine)))
            return false;

        // A collection of others: to ask it is harmless, to take from it or to add to it is not.
        if (call.Expression is MemberAccessExpressionSyntax { Expression: var owner } && method.ReducedFrom is null &&
            mine.GetTypeInfo(owner, cancellationToken).Type is { } kept && FactTable.BuiltIn.Growable(kept) is { IsPersistent: false } &&
            !IsOwn(owner, mine))
            return method.Name is "TryGetValue" or "ContainsKey" or "Contains";
        return method.DeclaringSyntaxReferences.IsEmpty ||
            (depth < MaximumDepth &&
                method.DeclaringSyntaxReferences.All(body => CanRunAgain(body.GetSyntax(cancellationToken), except, depth + 1)));
    }

    // A local, and what hangs on it when it is no other name for what others have, too.
    private bool IsOwn(ExpressionSyntax target, SemanticModel mine)
    {
        var whole = target;
        while (target is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax)
            target = target is MemberAccessExpressionSyntax access ? access.Expression : ((ElementAccessExpressionSyntax)target).Expression;
        return target is DeclarationExpressionSyntax || mine.GetSymbolInfo(target, cancellationToken).Symbol switch
        {
            IDiscardSymbol => true,
            ILocalSymbol local =>
                target == whole || ValuesOf(local) is { Count: > 0 } values &&
                    values.All(value => value is BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax
                        or InvocationExpressionSyntax),
            _ => false,
        };
    }

    private static bool IsLog(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.Logging" ||
        HarmlessTypes.Contains(method.ContainingType.Name);

    private static bool IsChanging(ISymbol? symbol) => symbol is not null &&
        (ChangingTypes.Contains((symbol as INamedTypeSymbol ?? symbol.ContainingType)?.ToDisplayString() ?? "") ||
            (symbol is IPropertySymbol or IMethodSymbol && ChangingMembers.Contains(symbol.Name)));

    private bool Uses(SyntaxNode making, HashSet<string> inputs, ref bool mentionsKey, HashSet<ISymbol> followed)
    {
        RecursionGuard.Check();
        foreach (var name in making.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            if (InputAt(name) is not var (symbol, path))
                continue;
            if (path.Any(inputs.Contains))
                mentionsKey = true;
            else if (!IsDeclaredIn(symbol, making) && !IsCancellation(symbol) && followed.Add(symbol))
            {
                var values = symbol is ILocalSymbol local ? ValuesOf(local) : [];
                if (values.Count == 0)
                    return false;
                foreach (var value in values)
                {
                    if (!Uses(value, inputs, ref mentionsKey, followed))
                        return false;
                }
            }
        }

        return true;
    }

    private void AddInputs(ExpressionSyntax expression, HashSet<string> inputs, HashSet<ISymbol> followed)
    {
        RecursionGuard.Check();
        foreach (var name in expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            if (InputAt(name) is not var (symbol, path))
                continue;
            inputs.Add(path[path.Count - 1]);
            if (path.Count == 1 && symbol is ILocalSymbol local && followed.Add(local) && ValuesOf(local) is { Count: 1 } values)
                AddInputs(values[0], inputs, followed);
        }
    }

    // order.Customer.Id: `order`, `order.Customer` and `order.Customer.Id`.
    private (ISymbol Symbol, List<string> Path)? InputAt(SimpleNameSyntax name)
    {
        if (ModelOf(name)?.GetSymbolInfo(name, cancellationToken).Symbol is not { Kind: SymbolKind.Local or SymbolKind.Parameter } symbol)
            return null;
        var path = new List<string> { name.Identifier.ValueText };
        for (SyntaxNode node = name; node.Parent is MemberAccessExpressionSyntax access && access.Expression == node &&
            access.Parent is not InvocationExpressionSyntax; node = access)
            path.Add(path[path.Count - 1] + "." + access.Name.Identifier.ValueText);
        return (symbol, path);
    }

    private List<ExpressionSyntax> ValuesOf(ILocalSymbol local)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not { } declaration ||
            declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return [];
        var assigned = member.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(assignment => assignment.Left is IdentifierNameSyntax left && left.Identifier.ValueText == local.Name &&
                SymbolEqualityComparer.Default.Equals(ModelOf(left)?.GetSymbolInfo(left, cancellationToken).Symbol, local))
            .Select(assignment => assignment.Right);
        return (declaration is VariableDeclaratorSyntax { Initializer.Value: var value } ? assigned.Prepend(value) : assigned).ToList();
    }

    private bool IsDeclaredIn(ISymbol symbol, SyntaxNode making) =>
        symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == making.SyntaxTree &&
            making.Span.Contains(reference.GetSyntax(cancellationToken).Span));

    private static bool IsCancellation(ISymbol symbol) => symbol is IParameterSymbol { Type.Name: nameof(CancellationToken) };

    private SemanticModel? ModelOf(SyntaxNode node) =>
        node.SyntaxTree == model.SyntaxTree
            ? model
            : model.Compilation.ContainsSyntaxTree(node.SyntaxTree)
            ? model.Compilation.GetSemanticModel(node.SyntaxTree)
            : null;
}
