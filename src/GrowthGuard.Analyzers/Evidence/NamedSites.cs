using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>Finds calls and creations in one file by the names that they are written with, so that files without the names cost nothing.</summary>
internal static class NamedSites
{
    /// <summary>The calls of methods with this name.</summary>
    public static IEnumerable<IInvocationOperation> Calls(string method, SemanticModel model)
    {
        foreach (var name in NameIndex.Find(method, model.SyntaxTree, null))
        {
            SyntaxNode called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name.Parent is MemberBindingExpressionSyntax binding ? binding : name;
            if (called.Parent is InvocationExpressionSyntax invocation && invocation.Expression == called && model.GetOperation(invocation) is IInvocationOperation operation)
                yield return operation;
        }
    }

    /// <summary>The creations of objects of the types with this name, <c>new()</c> included.</summary>
    public static IEnumerable<IObjectCreationOperation> Creations(string type, SemanticModel model)
    {
        var isNamed = false;
        foreach (var name in NameIndex.Find(type, model.SyntaxTree, null))
        {
            isNamed = true;
            SyntaxNode whole = name;
            while (whole.Parent is NameSyntax)
                whole = whole.Parent;
            if (whole.Parent is ObjectCreationExpressionSyntax creation && creation.Type == whole && model.GetOperation(creation) is IObjectCreationOperation operation)
                yield return operation;
        }

        if (!isNamed)
            yield break;
        foreach (var creation in model.SyntaxTree.GetRoot().DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>())
        {
            if (model.GetTypeInfo(creation).Type?.Name == type && model.GetOperation(creation) is IObjectCreationOperation operation)
                yield return operation;
        }
    }
}
