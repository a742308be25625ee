using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>Who calls a member, as far as this compilation shows.</summary>
internal static class CallIndex
{
    /// <summary>
    /// The operations that call a method or use it as a delegate, that read or write a property, or that create an object; found
    /// one by one, since the first often answers the question.
    /// </summary>
    public static IEnumerable<IOperation> CallsOf(ISymbol member, EvidenceContext context) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            ? Creations(constructor, context)
            : context.ReferencesTo(member is IMethodSymbol { AssociatedSymbol: { } associated } ? associated : member);

    // `new()` does not name the type: look at every creation in the files where the type is named.
    private static IEnumerable<IOperation> Creations(IMethodSymbol constructor, EvidenceContext context)
    {
        var type = constructor.ContainingType;
        var trees = context.Compilation.SyntaxTrees.Where(tree => NameIndex.Find(type.Name, tree, null).Any() || type.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == tree));
        foreach (var tree in trees)
        {
            var model = context.Compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().Where(node => node is BaseObjectCreationExpressionSyntax || node.IsKind(SyntaxKind.ThisConstructorInitializer) || node.IsKind(SyntaxKind.BaseConstructorInitializer)))
            {
                if (model.GetSymbolInfo(node).Symbol is IMethodSymbol found &&
                    SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, constructor.OriginalDefinition) &&
                    model.GetOperation(node) is { } operation)
                    yield return operation;
            }
        }
    }
}
