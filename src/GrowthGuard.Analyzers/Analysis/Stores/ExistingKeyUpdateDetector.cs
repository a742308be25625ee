using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>Tells an update, of a key that is known to be there, from growth.</summary>
internal sealed class ExistingKeyUpdateDetector(ImmutableArray<StoreUse> uses)
{
    /// <summary>Whether the site runs only where a lookup has found its key.</summary>
    public bool IsUpdate(StoreUse growth) => IsMove(growth) ||
        growth.IsKeyed && growth.Key is not null &&
        ConditionFacts.Before(growth.Operation).Any(known => Finds(known.Condition.Unwrap(), known.Value, growth));

    private bool Finds(IOperation condition, bool value, StoreUse growth)
    {
        RecursionGuard.Check();
        return condition switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Finds(not.Operand.Unwrap(), !value, growth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when value => Finds(both.LeftOperand.Unwrap(), true, growth) || Finds(both.RightOperand.Unwrap(), true, growth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !value => Finds(either.LeftOperand.Unwrap(), false, growth) || Finds(either.RightOperand.Unwrap(), false, growth),
            IInvocationOperation { TargetMethod.Name: "ContainsKey" or "TryGetValue" or "Contains" } call when value =>
                uses.Any(use => use.Kind == StoreUseKind.Lookup && use.Level == growth.Level && use.Operation.IsAt(call) && use.Key.IsSameAs(growth.Key)),
            _ => false,
        };
    }

    /// <summary>
    /// Whether the site only puts back what was taken out: a node of a list to another place, or a value under another key where it was found
    /// under the first, <c>if (table.Remove(old, out var value)) table[@new] = value;</c>.
    /// </summary>
    private bool IsMove(StoreUse growth) => growth.Key is not null && uses.Any(use =>
        use.Kind == StoreUseKind.KeyedEviction && use.Level == growth.Level && use.Operation.Root().IsAt(growth.Operation.Root()) &&
        use.Operation.Syntax.SpanStart < growth.Operation.Syntax.SpanStart &&
        (use.Key?.Type is { Name: "LinkedListNode", ContainingNamespace.Name: "Generic" }
            ? use.Key.IsSameAs(growth.Key)
            : ConditionFacts.Before(growth.Operation).Any(known => known.Value && known.Condition.Unwrap().IsAt(use.Operation))));
}
