using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Which reads of a local may see the value that one of its assignments gave: a variable that is used for two responses holds one of them
/// at a time.
/// </summary>
internal static class ReachingDefinitions
{
    /// <summary>The reads that the assignment reaches.</summary>
    /// <param name="local">The local.</param>
    /// <param name="write">The declaration or assignment.</param>
    public static IEnumerable<ILocalReferenceOperation> ReadsOf(ILocalSymbol local, IOperation write)
    {
        var reads = new List<ILocalReferenceOperation>();
        var writes = new List<IOperation>();
        foreach (var operation in write.Root().Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                writes.Add(declarator);
            else if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local))
            {
                if (reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)
                    writes.Add(assignment);
                else
                    reads.Add(reference);
            }
        }

        return reads.Where(read => IsReached(read, write, writes));
    }

    /// <summary>The values that a local may still have where it is read: not those before one that replaces them all.</summary>
    /// <param name="read">The place.</param>
    /// <param name="values">What is assigned to the local.</param>
    public static IEnumerable<IOperation> NotReplaced(ILocalReferenceOperation read, IEnumerable<IOperation> values)
    {
        var known = values.ToList();
        if (known.Count < 2 || PagingLoop.IsAround(read))
            return known;
        var last = known.Where(value => value.Syntax.Span.End <= read.Syntax.SpanStart && !IsMadeOf(value, read.Local) &&
            value.Parent is { } write && !PagingLoop.IsAround(write) && write.EnclosingFunction() == read.EnclosingFunction() &&
            IsPassedBefore(write, read))
            .OrderByDescending(value => value.Syntax.SpanStart).FirstOrDefault();
        return last is null ? known : known.Where(value => value.Syntax.SpanStart >= last.Syntax.SpanStart);
    }

    private static bool IsMadeOf(IOperation value, ILocalSymbol local) =>
        value.DescendantsAndSelf()
            .Any(part => part is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, local));

    private static bool IsReached(IOperation read, IOperation write, List<IOperation> writes)
    {
        if (read.EnclosingFunction() != write.EnclosingFunction())
            return true;
        var isBehind = read.Syntax.SpanStart >= write.Syntax.Span.End;
        var loop = write.SelfAndAncestors().OfType<ILoopOperation>().FirstOrDefault(around => around.Contains(read));
        if (!isBehind && loop is null)
            return false;
        return !writes.Any(other => !other.IsAt(write) && other.Syntax.Span.End <= read.Syntax.SpanStart && IsPassedBefore(other, read) &&
            (isBehind ? other.Syntax.SpanStart > write.Syntax.SpanStart : loop!.Contains(other)));
    }

    // A statement of a block in which the read stands, too.
    private static bool IsPassedBefore(IOperation write, IOperation read)
    {
        foreach (var ancestor in write.SelfAndAncestors().Skip(1))
        {
            if (ancestor is IBlockOperation block)
                return block.Contains(read) &&
                    !(write is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer() is null);
            if (ancestor is IConditionalOperation or ISwitchOperation or ILoopOperation or IAnonymousFunctionOperation
                or ILocalFunctionOperation or ITryOperation or IBinaryOperation or ICoalesceOperation)
                return false;
        }

        return false;
    }
}
