using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>Where a value comes from, within one body.</summary>
internal static class ValueOrigin
{
    /// <summary>
    /// The expressions whose value the operation may have: through conversions, branches of conditional expressions, and every
    /// assignment to a local. A parameter, a loop variable or an out variable is its own origin.
    /// </summary>
    public static IEnumerable<IOperation> Of(IOperation operation)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IOperation>([operation]);
        while (pending.Count > 0)
        {
            var current = pending.Pop().Unwrap();
            switch (current)
            {
                case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                    pending.Push(whenFalse);
                    pending.Push(conditional.WhenTrue);
                    break;
                case ICoalesceOperation coalesce:
                    pending.Push(coalesce.WhenNull);
                    pending.Push(coalesce.Value);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (var arm in choice.Arms.Reverse())
                        pending.Push(arm.Value);
                    break;
                case ILocalReferenceOperation reference when seen.Add(reference.Local):
                    var values = AssignedTo(reference.Local, reference.Root()).ToList();
                    if (values.Count == 0)
                        yield return current;
                    for (var i = values.Count - 1; i >= 0; i--)
                        pending.Push(values[i]);
                    break;
                case ILocalReferenceOperation:
                    break;
                default:
                    yield return current;
                    break;
            }
        }
    }

    /// <summary>Every value that the body assigns to the local.</summary>
    public static IEnumerable<IOperation> AssignedTo(ILocalSymbol local, IOperation root) => BodyIndex.Of(root).ValuesOf(local);
}
