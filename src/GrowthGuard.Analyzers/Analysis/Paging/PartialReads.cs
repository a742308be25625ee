using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Decides whether code that has a page takes it for the whole, or wants no more than to know whether there is something, or the first of
/// it.
/// </summary>
internal static class PartialReads
{
    private static readonly string[] OneElement =
    [
        "First", "FirstOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "Any", "Take"
    ];

    /// <summary>Whether a value is the items of a page, or their number.</summary>
    public static bool IsOfItems(IPropertySymbol property) => IsOfItems(property.Name, property.Type);

    /// <inheritdoc cref="IsOfItems(IPropertySymbol)"/>
    public static bool IsOfItems(string name, ITypeSymbol type) =>
        IsSequence(type) || (IsSize(name) && type.Name is "Int32" or "Int64" or "Nullable");

    /// <summary>Whether a type is a sequence of elements, and no text.</summary>
    public static bool IsSequence(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_String &&
        type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable);

    /// <summary>
    /// Whether a value, which is the items of a page or their number, is only asked whether there are any, or for the first.
    /// </summary>
    public static bool IsPartial(IOperation items) => items switch
    {
        IPropertySubpatternOperation => true,
        IPropertyReferenceOperation { Property.Name: var name } when IsSize(name) => IsComparedWithFew(items),
        _ => Ends(items, []).All(IsPartialEnd),
    };

    /// <summary>Whether a condition comes to have a value just because a page has no items.</summary>
    public static bool ComesFromEmptiness(ConditionFact exit, Func<IOperation, bool> isItems) =>
        HoldsForItems(exit.Condition, exit.Value, isItems) is { } holds && holds != exit.Value;

    /// <summary>
    /// Whether a test of the items holds when there are some; <see langword="null"/> when it is no such test, or does not decide by itself.
    /// </summary>
    private static bool? HoldsForItems(IOperation condition, bool value, Func<IOperation, bool> isItems)
    {
        RecursionGuard.Check();
        switch (condition.Unwrap())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !HoldsForItems(not.Operand, !value, isItems);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                return value == (both.OperatorKind == BinaryOperatorKind.ConditionalOr)
                    ? HoldsForItems(both.LeftOperand, value, isItems) ?? HoldsForItems(both.RightOperand, value, isItems)
                    : null;
            case IBinaryOperation comparison when IsSizeOf(comparison.LeftOperand, isItems):
                return HoldsForMore(comparison.OperatorKind, comparison.RightOperand);
            case IIsPatternOperation { Pattern: IRelationalPatternOperation relation } test when IsSizeOf(test.Value, isItems):
                return HoldsForMore(relation.OperatorKind, relation.Value);
            case IInvocationOperation { TargetMethod.Name: "Any", Arguments.Length: 1 } any when isItems(any.Arguments[0].Value.Unwrap()):
                return true;
            default:
                return null;
        }
    }

    private static bool? HoldsForMore(BinaryOperatorKind comparison, IOperation limit) => comparison switch
    {
        BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals => true,
        BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => false,
        BinaryOperatorKind.Equals => limit.Unwrap().ConstantValue is not { HasValue: true, Value: 0 },
        _ => null,
    };

    private static bool IsSizeOf(IOperation operation, Func<IOperation, bool> isItems)
    {
        RecursionGuard.Check();
        return operation.Unwrap() switch
        {
            IPropertyReferenceOperation property when isItems(property) => IsSize(property.Property.Name),
            IPropertyReferenceOperation { Instance: { } instance } size => IsSize(size.Property.Name) && isItems(instance.Unwrap()),
            IInvocationOperation { TargetMethod.Name: "Count", Arguments.Length: 1 } count => isItems(count.Arguments[0].Value.Unwrap()),
            ICoalesceOperation coalesce => IsSizeOf(coalesce.Value, isItems),
            _ => false,
        };
    }

    private static bool IsSize(string name) => name is "Count" or "KeyCount" or "Length" or "ScannedCount";

    /// <summary>The places where something is done with a value, behind conversions, null tests and locals.</summary>
    private static IEnumerable<IOperation> Ends(IOperation value, HashSet<ILocalSymbol> seen)
    {
        RecursionGuard.Check();
        switch (value.Parent)
        {
            case { } parent when parent.PassesOn(value):
                return Ends(parent, seen);
            case IConditionalAccessOperation access when access.Operation == value:
                return access.Instances().SelectMany(instance => Ends(instance, seen));
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator }:
                return seen.Add(local)
                    ? declarator.Root().Descendants().OfType<ILocalReferenceOperation>()
                        .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
                        .SelectMany(reference => Ends(reference, seen))
                    : [];
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
                return [];
            default:
                return [value];
        }
    }

    private static bool IsPartialEnd(IOperation value) => value.Parent switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length" or "IsEmpty" } size when size.Instance == value =>
            IsComparedWithFew(size),
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: var arguments } element when element.Instance == value =>
            arguments.All(argument => argument.Value.Unwrap().ConstantValue.HasValue),
        IArrayElementReferenceOperation => true,
        IIsPatternOperation or IExpressionStatementOperation => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable"
            or "AsyncEnumerable" } method } call } argument when argument.Parameter?.Ordinal == 0 =>
            method.Name is "Count"
                ? IsComparedWithFew(call)
                : OneElement.Contains(method.Name) &&
                    !call.Arguments.Skip(1).Any(other => other.Value.Unwrap() is IDelegateCreationOperation),
        _ => false,
    };

    // Compared with none or one: whether there are any, whether there are several.
    private static bool IsComparedWithFew(IOperation size)
    {
        var operand = size;
        while (operand.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalAccessOperation)
            operand = operand.Parent;
        return operand.Parent switch
        {
            IBinaryOperation { OperatorKind: not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract) } comparison =>
                (comparison.LeftOperand == operand
                    ? comparison.RightOperand
                    : comparison.LeftOperand).Unwrap().ConstantValue is { HasValue: true, Value: 0 or 1 },
            IIsPatternOperation => true,
            _ => operand.Type?.SpecialType == SpecialType.System_Boolean,
        };
    }
}
