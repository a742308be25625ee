using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.Bounds;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.Growth;

/// <summary>
/// Finds what is wrong with a documented bound, apart from where it is written: the fault as the end of the message's sentence.
/// </summary>
internal sealed class BoundFaults(GrowthAnalysis judge)
{
    /// <summary>The fault of a bound of this symbol, or <see langword="null"/>.</summary>
    /// <param name="symbol">The field, property or event.</param>
    /// <param name="bound">What is documented about it.</param>
    /// <param name="earlier">What else is documented about it, in forms that are asked earlier.</param>
    public BoundFault? Of(ISymbol symbol, DocumentedBound bound, IEnumerable<DocumentedBound> earlier)
    {
        if (bound.Error is { } error)
            return new BoundFault(error);
        if (HoldsNothing(symbol) is { } what)
            return new BoundFault($"is on {what}, which holds no entries; delete it");
        if (earlier.FirstOrDefault(other => other.Documents && Contradict(other, bound)) is { } contradicted)
            return new BoundFault($"{Saying(bound)}, but {Form(contradicted)} {Saying(contradicted)}; keep one of them")
            {
                Other = contradicted.Location
            };
        return OtherLimit(symbol, bound);
    }

    // Only what cannot hold entries whatever the code does: a wrapper of the user's own may hold some.
    private static string? HoldsNothing(ISymbol symbol) => symbol switch
    {
        IFieldSymbol { IsConst: true } => "a constant",
        IFieldSymbol { IsReadOnly: true, Type.SpecialType: SpecialType.System_String } => "a read-only string",
        IFieldSymbol { Type: var type } => HoldsNothing(type),
        IPropertySymbol { Type: var type } => HoldsNothing(type),
        _ => null,
    };

    private static string? HoldsNothing(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum ||
        type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_Double) or SpecialType.System_DateTime
            ? $"a value of type '{type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'"
            : null;

    private static bool Contradict(DocumentedBound one, DocumentedBound other) =>
        one.IsUnbounded != other.IsUnbounded && IsBounded(one) | IsBounded(other) ||
        one.Maximum is not null && other.Maximum is not null && one.Unit == other.Unit && one.Maximum != other.Maximum;

    // A reason alone may be that of either.
    private static bool IsBounded(DocumentedBound bound) =>
        !bound.IsUnbounded && (bound.Maximum is not null || bound.Form == BoundForm.Attribute);

    private static string Saying(DocumentedBound bound) =>
        bound.MaximumInWords is { } maximum ? $"says {maximum}" : bound.IsUnbounded ? "says that there is none" : "says that there is one";

    private static string Form(DocumentedBound bound) => bound.Form switch
    {
        BoundForm.Attribute => bound.IsUnbounded ? "[Unbounded]" : "[Bounded]",
        BoundForm.Comment => "a comment on the declaration",
        _ => "another line",
    };

    /// <summary>A number beside the limit is let pass when they differ by one, since <c>&gt;</c> and <c>&gt;=</c> do.</summary>
    private BoundFault? OtherLimit(ISymbol symbol, DocumentedBound bound)
    {
        if (bound is not { Maximum: { } maximum, Unit: BoundUnit.Entries } || symbol.ContainingType is not { } type ||
            (symbol.IsStatic
                ? StoreFinder.StaticStores(type, judge.Context.Facts)
                : StoreFinder.InstanceStores(type, judge.Context.Facts)).FirstOrDefault(
                    store => SymbolEqualityComparer.Default.Equals(store.Symbol, symbol)) is not { } found)
            return null;
        var limits = SizeLimitReader.Of(judge.Judge(found), judge.Context).Where(limit => limit.Value != 0).ToImmutableArray();
        if (limits.IsEmpty || limits.Any(limit => limit.Value is not { } value || Math.Abs(value - maximum) <= 1))
            return null;
        var largest = limits.OrderByDescending(limit => limit.Value).First();
        return new BoundFault(
            $"{Saying(bound)}, but the code enforces {(largest.Constant is { } constant ? $"{constant.Name}, which is " : "")}{FormattableString.Invariant($"{largest.Value}")}")
        {
            Limit = SymbolEqualityComparer.Default.Equals(largest.Constant?.ContainingType, type)
                ? largest.Constant!.Name
                : FormattableString.Invariant($"{largest.Value}"),
            LimitValue = largest.Value,
        };
    }
}

/// <summary>What is wrong with a documented bound.</summary>
internal sealed class BoundFault(string text)
{
    /// <summary>The end of the message's sentence.</summary>
    public string Text { get; } = text;

    /// <summary>The place that it contradicts, if it does.</summary>
    public Location? Other { get; set; }

    /// <summary>What the number should be, as it is written in code.</summary>
    public string? Limit { get; set; }

    /// <summary>What the number should be.</summary>
    public long? LimitValue { get; set; }
}
