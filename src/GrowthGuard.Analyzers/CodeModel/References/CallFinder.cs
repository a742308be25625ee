using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.References;

/// <summary>
/// Finds calls and creations in one file by the names that they are written with, so that files without the names cost nothing. What
/// a name means is asked before the operations of its member are built.
/// </summary>
internal static class CallFinder
{
    /// <summary>The calls of methods with this name that are wanted.</summary>
    public static IEnumerable<IInvocationOperation> Calls(string method, SemanticModel model, Func<IMethodSymbol, bool> isWanted) =>
        Calls(method, model, static _ => true, isWanted);

    /// <summary>The calls of methods with this name that are wanted.</summary>
    /// <param name="method">The name.</param>
    /// <param name="model">The file.</param>
    /// <param name="canBe">Whether the call may be one, to judge by its text.</param>
    /// <param name="isWanted">Whether it is one.</param>
    public static IEnumerable<IInvocationOperation> Calls(
        string method,
        SemanticModel model,
        Func<InvocationExpressionSyntax, bool> canBe,
        Func<IMethodSymbol, bool> isWanted) =>
        IdentifierIndex.IsWritten(method, model.SyntaxTree) ? FindCalls(method, model, canBe, isWanted) : [];

    private static IEnumerable<IInvocationOperation> FindCalls(
        string method, SemanticModel model, Func<InvocationExpressionSyntax, bool> canBe, Func<IMethodSymbol, bool> isWanted)
    {
        foreach (var name in IdentifierIndex.Find(method, model.SyntaxTree, null))
        {
            SyntaxNode called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name
                ? access
                : name.Parent is MemberBindingExpressionSyntax binding
                ? binding
                : name;
            if (called.Parent is InvocationExpressionSyntax invocation && invocation.Expression == called && canBe(invocation) &&
                model.SymbolInfoOf(invocation).Symbol is IMethodSymbol bound && isWanted(bound.ReducedFrom ?? bound) &&
                model.OperationOf(invocation) is IInvocationOperation operation)
                yield return operation;
        }
    }

    /// <summary>The creations of objects of the types with this name that are wanted, <c>new()</c> included.</summary>
    public static IEnumerable<IObjectCreationOperation> Creations(
        string type,
        SemanticModel model,
        Func<INamedTypeSymbol, bool> isWanted) =>
        IdentifierIndex.IsWritten(type, model.SyntaxTree) ? FindCreations(type, model, isWanted) : [];

    private static IEnumerable<IObjectCreationOperation> FindCreations(
        string type,
        SemanticModel model,
        Func<INamedTypeSymbol, bool> isWanted)
    {
        var names = IdentifierIndex.Find(type, model.SyntaxTree, null).ToList();
        foreach (var name in names.Concat(names
            .Select(AliasOf).OfType<string>()
            .Where(alias => alias != type).Distinct()
            .SelectMany(alias => IdentifierIndex.Find(alias, model.SyntaxTree, null))))
        {
            SyntaxNode whole = name;
            while (whole.Parent is NameSyntax)
                whole = whole.Parent;
            if (whole.Parent is ObjectCreationExpressionSyntax creation && creation.Type == whole && IsOf(creation) &&
                model.OperationOf(creation) is IObjectCreationOperation operation)
                yield return operation;
        }

        if (names.Count == 0)
            yield break;
        foreach (var creation in IdentifierIndex.FindImplicitCreations(model.SyntaxTree))
        {
            if (IsOf(creation) && model.OperationOf(creation) is IObjectCreationOperation operation)
                yield return operation;
        }

        bool IsOf(BaseObjectCreationExpressionSyntax creation) =>
            model.TypeInfoOf(creation).Type is INamedTypeSymbol created && created.Name == type && isWanted(created);
    }

    // `using Http = System.Net.Http.HttpClient;`
    private static string? AliasOf(SimpleNameSyntax name)
    {
        SyntaxNode whole = name;
        while (whole.Parent is NameSyntax)
            whole = whole.Parent;
        return whole.Parent is UsingDirectiveSyntax { Alias: not null } directive ? UsingAliasIndex.NameOf(directive) : null;
    }

    /// <summary>The name that a call is written with, or <see langword="null"/> when it calls an expression.</summary>
    public static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
