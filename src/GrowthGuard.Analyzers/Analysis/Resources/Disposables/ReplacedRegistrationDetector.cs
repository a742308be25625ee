using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Disposables;

/// <summary>
/// Finds what is kept in a field of a long-lived object only until the next one takes its place: <c>_source = source.Subscribe(this);</c>
/// in a method that runs again and again, where <c>Dispose</c> ends the last one only.
/// </summary>
internal sealed class ReplacedRegistrationDetector(CompilationAnalysis context)
{
    /// <summary>Whether the value takes the place of an earlier one that nothing has ended.</summary>
    public bool IsReplaced(IOperation value)
    {
        var child = value.Wrap();
        return child.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation,
            Target: IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } target } assignment &&
            assignment.Value == child &&
            (target.Member.IsStatic || (target.IsOfThis() && context.Lifetimes.IsLongLived(target.Member))) &&
            assignment.ContainingMember() is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } &&
            !ConditionFacts.Before(assignment).Any(known => known.Condition.DescendantsAndSelf().Any(part => part.IsSameAs(target))) &&
            !ConditionFacts.StatementsBefore(assignment).Any(statement => Ends(statement, target));
    }

    // `_source?.Dispose();`, `Stop();`, which does that, or `Interlocked.Exchange(ref _source, null)?.Dispose()`.
    private bool Ends(IOperation statement, IMemberReferenceOperation target) => statement.DescendantsAndSelf().Any(part =>
        (part is IMemberReferenceOperation && part.IsSameAs(target) && part.Parent is not IAssignmentOperation) ||
        (part is IInvocationOperation { TargetMethod: var called } &&
            context.BodiesOf(called.OriginalDefinition).Any(body => body.Descendants().Any(inner =>
            inner is IMemberReferenceOperation { Parent: not IAssignmentOperation } used &&
            SymbolEqualityComparer.Default.Equals(used.Member, target.Member)))));
}
