using GrowthGuard.Analyzers.Analysis;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>What is put into a field or property.</summary>
internal static class AssignedValueFinder
{
    /// <summary>The value of the initializer and every value that is assigned.</summary>
    public static IEnumerable<IOperation> To(ISymbol member, CompilationAnalysis context)
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
                context.Compilation.GetSemanticModel(initializer.SyntaxTree)
                    .OperationOf(initializer) is ISymbolInitializerOperation operation)
                yield return operation.Value;
        }

        foreach (var assignment in context.AssignmentsTo(member))
            yield return assignment.Value;
    }

    /// <summary>
    /// What is put into the member to stay there; nothing when it is replaced in the steady state: then it lets go of what it held.
    /// </summary>
    public static IReadOnlyList<IOperation> Lasting(ISymbol member, CompilationAnalysis context)
    {
        var values = To(member, context).Where(value => !value.IsNothing()).ToList();
        return values.All(value => IsMadeOnce(value, context)) ? values : [];
    }

    private static bool IsMadeOnce(IOperation value, CompilationAnalysis context) =>
        value.Root() is ISymbolInitializerOperation ||
        value.Parent is ICoalesceAssignmentOperation ||
        value.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } ||
        value.ContainingMember() is IMethodSymbol starting &&
        context.Facts.OfKind(FactKind.StartVerb).Any(verb => starting.Name.StartsWithWord(verb.Name)) ||
        context.Phases.PhaseOf(value) == ExecutionPhase.Initialisation;
}
