using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>
/// One test without <c>!</c>, <c>&amp;&amp;</c> or <c>||</c>: a relation between two operands, or a boolean operand with the value that it
/// has. The polarity is part of it: <c>!(a &lt; b)</c> reads <c>a &gt;= b</c>.
/// </summary>
internal readonly struct ConditionLiteral
{
    private ConditionLiteral(IOperation operand, bool isTrue, BinaryOperatorKind relation, IOperation? other)
    {
        Operand = operand.Unwrap();
        IsTrue = isTrue;
        Relation = relation;
        Other = other;
    }

    /// <summary>The left operand of the relation, or the boolean operand.</summary>
    public IOperation Operand { get; }

    /// <summary>The value of a boolean operand. Of a relation it says nothing.</summary>
    public bool IsTrue { get; }

    /// <summary>
    /// How <see cref="Operand"/> relates to <see cref="Other"/>; <see cref="BinaryOperatorKind.None"/> for a boolean operand.
    /// </summary>
    public BinaryOperatorKind Relation { get; }

    public IOperation? Other { get; }

    /// <summary>A boolean operand that has a value.</summary>
    public static ConditionLiteral Truth(IOperation operand, bool isTrue) => new(operand, isTrue, BinaryOperatorKind.None, null);

    /// <summary>A relation that holds, or does not.</summary>
    public static ConditionLiteral Comparison(IOperation left, BinaryOperatorKind relation, IOperation right, bool holds) =>
        new(left, true, holds ? relation : Negate(relation), right);

    /// <summary>The relation as seen from the other operand; a boolean operand as it is.</summary>
    public ConditionLiteral Mirrored => Other is null ? this : new(Other, true, Mirror(Relation), Operand);

    /// <summary>
    /// Whether the operand has the value of a field that nothing was assigned to: <see langword="null"/>, zero or <see langword="false"/>.
    /// </summary>
    public bool IsOperandUnset => Other is null ? !IsTrue : Relation == BinaryOperatorKind.Equals && IsUnset(Other);

    /// <summary>Whether the operand is <see langword="null"/> or the default of its type.</summary>
    public bool IsOperandNull => Relation == BinaryOperatorKind.Equals && Other!.IsNothing();

    /// <summary>Whether a value is what a field has before anything is assigned to it.</summary>
    public static bool IsUnset(IOperation value) =>
        value.IsNothing() || value.Unwrap().ConstantValue is { HasValue: true, Value: 0 or 0L or false };

    private static BinaryOperatorKind Negate(BinaryOperatorKind relation) => relation switch
    {
        BinaryOperatorKind.Equals => BinaryOperatorKind.NotEquals,
        BinaryOperatorKind.NotEquals => BinaryOperatorKind.Equals,
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThan,
        _ => relation,
    };

    private static BinaryOperatorKind Mirror(BinaryOperatorKind relation) => relation switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => relation,
    };
}
