using System.Collections.Immutable;
using System.Globalization;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>A limit that the size of a store is compared with.</summary>
/// <param name="expression">The other side of the comparison; the whole test, when that asks whether the store is empty.</param>
/// <param name="value">The number, or <see langword="null"/> when it is known at run time only.</param>
internal sealed class SizeLimit(IOperation expression, long? value)
{
    public long? Value { get; } = value;

    /// <summary>The constant that holds it, or <see langword="null"/> when it is written as a number or computed.</summary>
    public IFieldSymbol? Constant { get; } = expression.Unwrap() is IFieldReferenceOperation { Field: { IsConst: true } field }
        ? field
        : null;

    /// <summary>The expression as it is written.</summary>
    public string Text { get; } = expression.Syntax.ToString();

    public static SizeLimit Of(IOperation expression) =>
        new(
            expression,
            expression.ConstantValue is { HasValue: true, Value: int or long or uint or short or byte } constant
                ? Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture)
                : null);
}

/// <summary>Finds the limits in the conditions that stand before the sites which bound a store.</summary>
internal static class SizeLimitReader
{
    private const int MaximumDepth = 2;

    /// <summary>The limits, in the order of the source; empty when the store is bounded by something else than its size.</summary>
    public static ImmutableArray<SizeLimit> Of(GrowthVerdict verdict, CompilationAnalysis context)
    {
        if (verdict.Judgement != GrowthOutcome.Bounded)
            return ImmutableArray<SizeLimit>.Empty;

        // One eviction suffices for the verdict, but another may be the one at the limit.
        var calls = context.Calls;
        var guards = new SizeGuardAnalysis(context, calls, verdict.Uses);
        var sites = verdict.Bounding.Where(use => use.Kind == StoreUseKind.Growth)
            .Concat(verdict.Uses.Where(use => use.Kind is StoreUseKind.KeyedEviction or StoreUseKind.Eviction or StoreUseKind.Replacement));
        return sites
            .SelectMany(site => Before(site.Operation, site, guards, calls, 0))
            .GroupBy(limit => (limit.Value, limit.Text))
            .Select(same => same.First())
            .ToImmutableArray();
    }

    // In the site's own method, or where its callers decide.
    private static IEnumerable<SizeLimit> Before(
        IOperation operation,
        StoreUse site,
        SizeGuardAnalysis guards,
        CallSiteFinder calls,
        int depth)
    {
        RecursionGuard.Check();
        var found = ConditionFacts.Before(operation).SelectMany(known => In(known.Condition, site, guards, 0)).ToList();
        return found.Count > 0 || depth >= MaximumDepth || site.Kind != StoreUseKind.Growth ||
            operation.ContainingMember() is not IMethodSymbol { MethodKind: MethodKind.Ordinary,
                DeclaredAccessibility: Accessibility.Private } method
            ? found
            : calls.Of(method).SelectMany(call => Before(call, site, guards, calls, depth + 1));
    }

    private static IEnumerable<SizeLimit> In(IOperation condition, StoreUse site, SizeGuardAnalysis guards, int depth)
    {
        RecursionGuard.Check();
        foreach (var part in condition.DescendantsAndSelf())
        {
            switch (part)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                    or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals
                    or BinaryOperatorKind.NotEquals } comparison:
                    if (IsSize(guards, comparison.LeftOperand, site))
                        yield return SizeLimit.Of(comparison.RightOperand);
                    else if (IsSize(guards, comparison.RightOperand, site))
                        yield return SizeLimit.Of(comparison.LeftOperand);
                    break;
                case IIsPatternOperation { Pattern: IRelationalPatternOperation relation } test when IsSize(guards, test.Value, site):
                    yield return SizeLimit.Of(relation.Value);
                    break;
                case IPropertySubpatternOperation { Pattern: IRelationalPatternOperation relation } test
                    when IsSize(guards, test.Member, site):
                    yield return SizeLimit.Of(relation.Value);
                    break;
                case IPropertyReferenceOperation { Property.Name: "IsEmpty" } empty when IsSize(guards, empty, site):
                    yield return new SizeLimit(empty, 0);
                    break;
                default:
                    foreach (var limit in Behind(part, depth).SelectMany(value => In(value, site, guards, depth + 1)))
                        yield return limit;
                    break;
            }
        }

        // A counter is the store's when it counts its growth; beside an eviction it may count anything.
        static bool IsSize(SizeGuardAnalysis guards, IOperation operand, StoreUse site) =>
            guards.IsSize(operand, site) &&
            (site.Kind == StoreUseKind.Growth ||
                operand.Unwrap() is not (IFieldReferenceOperation or IIncrementOrDecrementOperation
                    or IInvocationOperation { TargetMethod.ContainingType.Name: "Interlocked" or "Volatile" }));

        // IsFull, IsFull(), var isFull = …
        IEnumerable<IOperation> Behind(IOperation part, int level) => part switch
        {
            _ when level >= MaximumDepth || part.Type?.SpecialType != SpecialType.System_Boolean => [],
            ILocalReferenceOperation local => ValueOrigin.AssignedTo(local.Local, local.Root()),
            IPropertyReferenceOperation property => guards.Returned(property.Property.GetMethod),
            IInvocationOperation call => guards.Returned(call.TargetMethod),
            _ => [],
        };
    }
}
