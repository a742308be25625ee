using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Evidence;

/// <summary>A limit that the size of a store is compared with.</summary>
/// <param name="expression">The other side of the comparison; the whole test, when that asks whether the store is empty.</param>
/// <param name="value">The number, or <see langword="null"/> when it is known at run time only.</param>
internal sealed class SizeLimit(IOperation expression, long? value)
{
    public long? Value { get; } = value;

    /// <summary>The constant that holds it, or <see langword="null"/> when it is written as a number or computed.</summary>
    public IFieldSymbol? Constant { get; } = expression.Unwrap() is IFieldReferenceOperation { Field: { IsConst: true } field } ? field : null;

    /// <summary>The expression as it is written.</summary>
    public string Text { get; } = expression.Syntax.ToString();

    public static SizeLimit Of(IOperation expression) =>
        new(expression, expression.ConstantValue is { HasValue: true, Value: int or long or uint or short or byte } constant ? Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture) : null);
}

/// <summary>Finds the limits in the conditions that stand before the sites which bound a store.</summary>
internal static class SizeLimits
{
    private const int MaximumDepth = 2;

    /// <summary>The limits, in the order of the source; empty when the store is bounded by something else than its size.</summary>
    public static ImmutableArray<SizeLimit> Of(Verdict verdict, EvidenceContext context)
    {
        var guards = new SizeGuards(context, new Calls(context, null), verdict.Uses);
        return verdict.Bounding
            .SelectMany(site => Conditions.Before(site.Operation).Select(known => known.Condition).SelectMany(condition => In(condition, site, guards, 0)))
            .GroupBy(limit => (limit.Value, limit.Text))
            .Select(same => same.First())
            .ToImmutableArray();
    }

    private static IEnumerable<SizeLimit> In(IOperation condition, Use site, SizeGuards guards, int depth)
    {
        foreach (var part in condition.DescendantsAndSelf())
        {
            switch (part)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                    if (guards.IsSize(comparison.LeftOperand, site))
                        yield return SizeLimit.Of(comparison.RightOperand);
                    else if (guards.IsSize(comparison.RightOperand, site))
                        yield return SizeLimit.Of(comparison.LeftOperand);
                    break;
                case IIsPatternOperation { Pattern: IRelationalPatternOperation relation } test when guards.IsSize(test.Value, site):
                    yield return SizeLimit.Of(relation.Value);
                    break;
                case IPropertySubpatternOperation { Pattern: IRelationalPatternOperation relation } test when guards.IsSize(test.Member, site):
                    yield return SizeLimit.Of(relation.Value);
                    break;
                case IPropertyReferenceOperation { Property.Name: "IsEmpty" } empty when guards.IsSize(empty, site):
                    yield return new SizeLimit(empty, 0);
                    break;
                default:
                    foreach (var limit in Behind(part, depth).SelectMany(value => In(value, site, guards, depth + 1)))
                        yield return limit;
                    break;
            }
        }

        // IsFull, IsFull(), var isFull = …
        IEnumerable<IOperation> Behind(IOperation part, int level) => part switch
        {
            _ when level >= MaximumDepth || part.Type?.SpecialType != SpecialType.System_Boolean => [],
            ILocalReferenceOperation local => Origins.AssignedTo(local.Local, local.Root()),
            IPropertyReferenceOperation property => guards.Returned(property.Property.GetMethod),
            IInvocationOperation call => guards.Returned(call.TargetMethod),
            _ => [],
        };
    }
}
