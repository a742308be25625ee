using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>What is put into a field or property.</summary>
internal static class Assignments
{
    /// <summary>The value of the initializer and every value that is assigned.</summary>
    public static IEnumerable<IOperation> To(ISymbol member, EvidenceContext context)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            var initializer = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax { Initializer: { } value } => value,
                PropertyDeclarationSyntax { Initializer: { } value } => value,
                _ => null,
            };
            if (initializer is not null && context.Compilation.ContainsSyntaxTree(initializer.SyntaxTree) &&
                context.Compilation.GetSemanticModel(initializer.SyntaxTree).GetOperation(initializer) is ISymbolInitializerOperation operation)
                yield return operation.Value;
        }

        foreach (var reference in context.ReferencesTo(member))
        {
            if (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference)
                yield return assignment.Value;
        }
    }
}
