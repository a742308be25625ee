using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.CodeFixes.Caches;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// Tells whether a store can lose its entries without anybody noticing: it is a cache, whose values are made again when they are missed, or
/// nobody reads what is put into it. A set that tells what was seen, a counter, a lock by key, a list that is read out can not.
/// </summary>
internal static class ForgettableEntries
{
    private static readonly HashSet<string> Writes =
    [
        "Add", "AddRange", "AddFirst", "AddLast", "TryAdd", "Enqueue", "Push", "PushRange", "Append", "AppendLine", "AppendFormat",
        "Insert", "Remove", "TryRemove", "RemoveAt", "Clear",
    ];

    public static async Task<bool> AreInAsync(GrowingStore store, CancellationToken cancellationToken) =>
        IsCache(store, cancellationToken) ||
        (ContentsOf(store.Type).All(PlainData.Is) && !CanBeReadElsewhere(store.Symbol) &&
            await IsNeverReadAsync(store, cancellationToken).ConfigureAwait(false));

    private static bool IsCache(GrowingStore store, CancellationToken cancellationToken) =>
        store.Symbol is IFieldSymbol { DeclaredAccessibility: Accessibility.Private,
            Type: INamedTypeSymbol { TypeArguments: { Length: 2 } types } } field && !IsTask(types[1]) &&
            CacheableTypes.IsValue(types[1]) &&
        field.Type.OriginalDefinition.ToDisplayString() is "System.Collections.Generic.Dictionary<TKey, TValue>"
            or "System.Collections.Concurrent.ConcurrentDictionary<TKey, TValue>" &&
        new DictionaryUses(field, store.Model, cancellationToken).Find() is { IsEmpty: false } uses &&
        RemadeEntries.Are(uses, field, store.Model, cancellationToken);

    // Who asks while the work goes on must get the same task.
    private static bool IsTask(ITypeSymbol type) => type.GetMembers("GetAwaiter").Any();

    private static IEnumerable<ITypeSymbol> ContentsOf(ITypeSymbol type)
    {
        RecursionGuard.Check();
        return type switch
        {
            INamedTypeSymbol { TypeArguments.Length: > 0 } named when named.OriginalDefinition.ToDisplayString() == "System.Lazy<T>" =>
                ContentsOf(named.TypeArguments[0]),
            INamedTypeSymbol { TypeArguments.Length: > 0 } named => named.TypeArguments,
            { Name: "StringBuilder" } => [],
            _ => [type],
        };
    }

    private static bool CanBeReadElsewhere(ISymbol store)
    {
        for (var symbol = store; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        }

        return true;
    }

    private static async Task<bool> IsNeverReadAsync(GrowingStore store, CancellationToken cancellationToken)
    {
        var found = await SymbolFinder
            .FindReferencesAsync(store.Symbol, store.Document.Project.Solution, cancellationToken)
            .ConfigureAwait(false);
        foreach (var reference in found.SelectMany(static group => group.Locations))
        {
            if (reference.IsImplicit ||
                await reference.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root ||
                await reference.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
                return false;
            var node = root.FindNode(reference.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
            if (!node.IsPartOfStructuredTrivia() &&
                !(node is SimpleNameSyntax name && IsWrite(Whole(name, store.Type), model, cancellationToken)))
                return false;
        }

        return true;
    }

    private static ExpressionSyntax Whole(SimpleNameSyntax name, ITypeSymbol type)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return type.Name == "Lazy" && whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } value &&
            value.Expression == whole
            ? value
            : whole;
    }

    private static bool IsWrite(ExpressionSyntax store, SemanticModel model, CancellationToken cancellationToken) => store.Parent switch
    {
        LockStatementSyntax => true,
        ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } entry =>
            entry.Expression == store && assignment.Left == entry && IsDropped(assignment, model, cancellationToken),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access =>
            access.Expression == store && Writes.Contains(access.Name.Identifier.ValueText) &&
            call.ArgumentList.Arguments.All(static argument => argument.RefKindKeyword.RawKind == 0 ||
                argument.Expression is IdentifierNameSyntax { Identifier.ValueText: "_" }) && IsDropped(call, model, cancellationToken),
        _ => false,
    };

    private static bool IsDropped(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken) => value.Parent switch
    {
        ExpressionStatementSyntax => true,
        LambdaExpressionSyntax lambda =>
            model.GetTypeInfo(lambda, cancellationToken).ConvertedType is INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: true },
        ArrowExpressionClauseSyntax { Parent: { } owner } =>
            model.GetDeclaredSymbol(owner, cancellationToken) is IMethodSymbol { ReturnsVoid: true }
                or IMethodSymbol { MethodKind: MethodKind.Constructor }
                or IMethodSymbol { IsAsync: true, ReturnType: INamedTypeSymbol { IsGenericType: false } },
        _ => false,
    };
}
