using System.Collections.Immutable;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>Tells an update, of a key that is known to be there, from growth.</summary>
internal sealed class ExistingKeyUpdateDetector(ImmutableArray<StoreUse> uses)
{
    // A store may have thousands of uses, and each growth site asks about these.
    private readonly ImmutableArray<StoreUse> _evictions = uses
        .Where(static use => use.Kind == StoreUseKind.KeyedEviction).ToImmutableArray();
    private readonly ILookup<(SyntaxTree Tree, TextSpan Span), StoreUse> _lookups =
        uses.Where(static use => use.Kind == StoreUseKind.Lookup)
            .ToLookup(static use => (use.Operation.Syntax.SyntaxTree, use.Operation.Syntax.Span));

    /// <summary>Whether the site runs only where a lookup has found its key.</summary>
    public bool IsUpdate(StoreUse growth) => IsMove(growth) || ConditionFacts.Imply(growth.Operation, literal => IsFound(literal, growth));

    /// <summary>Whether the literal says that the key of the growth site is there already.</summary>
    public bool IsFound(ConditionLiteral literal, StoreUse growth) =>
        growth.IsKeyed && growth.Key is not null && literal.IsTrue &&
        literal.Operand is IInvocationOperation { TargetMethod.Name: "ContainsKey" or "TryGetValue" or "Contains" } call &&
        _lookups[(call.Syntax.SyntaxTree, call.Syntax.Span)].Any(use => use.Level == growth.Level && use.Operation.IsAt(call) &&
            use.Key.IsSameAs(growth.Key));

    /// <summary>
    /// Whether the site only puts back what was taken out: a node of a list to another place, or a value under another key where it was
    /// found under the first, <c>if (table.Remove(old, out var value)) table[@new] = value;</c>.
    /// </summary>
    private bool IsMove(StoreUse growth) => growth.Key is not null && _evictions.Any(use =>
        use.Level == growth.Level && use.Operation.Root().IsAt(growth.Operation.Root()) &&
        use.Operation.Syntax.SpanStart < growth.Operation.Syntax.SpanStart &&
        (use.Key?.Type is { Name: "LinkedListNode", ContainingNamespace.Name: "Generic" }
            ? use.Key.IsSameAs(growth.Key)
            : ConditionFacts.Before(growth.Operation).Any(known => known.Value && known.Condition.Unwrap().IsAt(use.Operation))));
}
