using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>Finds loops that page through a query by an offset which never changes.</summary>
internal static class OffsetLoops
{
    private const string Skip = nameof(Skip);

    /// <summary>The calls of <c>Skip</c> in one file whose loop asks for the same page each time, and ends by what the page has.</summary>
    public static IEnumerable<IInvocationOperation> In(SemanticModel model, FactTable facts)
    {
        foreach (var call in CallFinder.Calls(
            Skip,
            model,
            IsInLoop,
            static method => method.ContainingType is { Name: "Queryable", ContainingNamespace.Name: "Linq" }))
        {
            if (call.Arguments.Length == 2 && PagingLoop.Around(call) is { } loop &&
                VariablesOf(call.Arguments[1].Value) is { Count: > 0 } offset &&
                !offset.Concat(VariablesOf(call.Arguments[0].Value)).Any(loop.Writes) && EndsByPage(loop, call) &&
                !loop.ChangesOrWaits(facts))
                yield return call;
        }
    }

    private static bool IsInLoop(InvocationExpressionSyntax call) =>
        call.Ancestors().TakeWhile(ancestor => ancestor is not MemberDeclarationSyntax)
            .Any(ancestor => ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax);

    private static List<ISymbol> VariablesOf(IOperation expression) =>
        expression.DescendantsAndSelf()
            .Where(part => part is ILocalReferenceOperation or IParameterReferenceOperation
                or IFieldReferenceOperation { Field.IsConst: false })
            .Select(part => part.ReferencedSymbol()!).ToList();

    // var page = await orders.Skip(skip).Take(100).ToListAsync(); if (page.Count == 0) break;
    private static bool EndsByPage(PagingLoop loop, IOperation call)
    {
        foreach (var exit in loop.Exits)
        {
            foreach (var page in exit.Condition.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
            {
                if (ValueOrigin.AssignedTo(page.Local, page.Root()).Any(value => value.Contains(call)) &&
                    PartialReads.ComesFromEmptiness(
                        exit,
                        value => SymbolEqualityComparer.Default.Equals(value.ReferencedSymbol(), page.Local)))
                    return true;
            }
        }

        return false;
    }
}
