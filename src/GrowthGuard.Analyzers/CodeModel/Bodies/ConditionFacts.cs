using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>
/// What is known to hold where an operation runs, read off the structure of the code: enclosing branches and loops, and earlier
/// statements that leave when a condition is met. Says less than a control-flow graph and costs nothing until it is asked.
/// The only reader of conditions: who wants to know what they imply gives a test of literals to <see cref="Imply"/>.
/// </summary>
internal static class ConditionFacts
{
    // `if (IsFull)` -> `IsFull => !HasRoom()` -> `HasRoom() => _count < Max`.
    private const int MaximumDepth = 2;

    /// <summary>The conditions that have been tested, from the inside out.</summary>
    public static IEnumerable<ConditionFact> Before(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when child == conditional.WhenTrue:
                    yield return new ConditionFact(conditional.Condition, true);
                    break;
                case IConditionalOperation conditional when child == conditional.WhenFalse:
                    yield return new ConditionFact(conditional.Condition, false);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when child == both.RightOperand:
                    yield return new ConditionFact(both.LeftOperand, true);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when child == either.RightOperand:
                    yield return new ConditionFact(either.LeftOperand, false);
                    break;
                case IWhileLoopOperation { Condition: { } condition } loop when child == loop.Body && loop.ConditionIsTop:
                    yield return new ConditionFact(condition, !loop.ConditionIsUntil);
                    break;
                case IForLoopOperation { Condition: { } condition } loop when child == loop.Body:
                    yield return new ConditionFact(condition, true);
                    break;
                case ISwitchExpressionArmOperation { Guard: { } guard } arm when child == arm.Value:
                    yield return new ConditionFact(guard, true);
                    break;
                case ISwitchCaseOperation { Clauses: { Length: 1 } clauses }
                    when child != clauses[0] && clauses[0] is IPatternCaseClauseOperation { Guard: { } test }:
                    yield return new ConditionFact(test, true);
                    break;
            }

            foreach (var statement in EarlierStatements(parent, child))
            {
                if (statement is not IConditionalOperation exit)
                    continue;
                if (exit.WhenTrue.AlwaysExits() && !exit.WhenFalse.AlwaysExits())
                    yield return new ConditionFact(exit.Condition, false);
                else if (exit.WhenFalse.AlwaysExits())
                    yield return new ConditionFact(exit.Condition, true);
            }
        }
    }

    /// <summary>Whether what has been tested before an operation implies a literal that passes the test.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isWanted">The test.</param>
    /// <param name="returnedBy">
    /// What a method in source returns, for conditions that are written as a property or method; without it they are literals.
    /// </param>
    public static bool Imply(
        IOperation operation, Func<ConditionLiteral, bool> isWanted, Func<IMethodSymbol, IEnumerable<IOperation>>? returnedBy = null) =>
        Before(operation).Any(known => Implies(known.Condition, known.Value, isWanted, returnedBy));

    /// <summary>
    /// Whether a condition, having a value, implies a literal that passes the test: <c>a &amp;&amp; b</c> implies what either implies,
    /// <c>a || b</c> only what both do.
    /// </summary>
    /// <inheritdoc cref="Imply"/>
    public static bool Implies(
        IOperation condition, bool value, Func<ConditionLiteral, bool> isWanted, Func<IMethodSymbol, IEnumerable<IOperation>>? returnedBy = null) =>
        new Reader(isWanted, returnedBy).Implies(condition, value, 0);

    /// <summary>The statements that have run before the operation, in enclosing blocks.</summary>
    public static IEnumerable<IOperation> StatementsBefore(IOperation operation)
    {
        var child = operation;
        for (var parent = operation.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            foreach (var statement in EarlierStatements(parent, child))
                yield return statement;
        }
    }

    private static IEnumerable<IOperation> EarlierStatements(IOperation parent, IOperation child) =>
        parent switch
        {
            IBlockOperation block => block.Operations.TakeWhile(statement => statement != child),
            ISwitchCaseOperation @case => @case.Body.TakeWhile(statement => statement != child),
            _ => [],
        };

    private sealed class Reader(Func<ConditionLiteral, bool> isWanted, Func<IMethodSymbol, IEnumerable<IOperation>>? returnedBy)
    {
        public bool Implies(IOperation condition, bool value, int depth)
        {
            RecursionGuard.Check();
            condition = condition.Unwrap();
            switch (condition)
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                    return Implies(not.Operand, !value, depth);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both
                    when IsBoolean(both):
                    return Combine(Implies(both.LeftOperand, value, depth), Implies(both.RightOperand, value, depth), value);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either
                    when IsBoolean(either):
                    return Combine(Implies(either.LeftOperand, value, depth), Implies(either.RightOperand, value, depth), !value);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test
                    when TruthOf(test) is { } truth:
                    return Implies(truth.Operand, value == (truth.Value == (test.OperatorKind == BinaryOperatorKind.Equals)), depth);
                case IBinaryOperation comparison when IsRelation(comparison.OperatorKind):
                    return IsWantedEitherWay(
                        ConditionLiteral.Comparison(comparison.LeftOperand, comparison.OperatorKind, comparison.RightOperand, value));
                case IIsPatternOperation test:
                    return ImpliesPattern(test.Value, test.Pattern, value, depth);
                case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                    return (Implies(choice.Condition, true, depth) || Implies(choice.WhenTrue, value, depth)) &&
                        (Implies(choice.Condition, false, depth) || Implies(whenFalse, value, depth));
                default:
                    return isWanted(ConditionLiteral.Truth(condition, value)) || ImpliesDefinition(condition, value, depth);
            }
        }

        private bool IsWantedEitherWay(ConditionLiteral literal) => isWanted(literal) || isWanted(literal.Mirrored);

        private bool ImpliesPattern(IOperation operand, IPatternOperation pattern, bool value, int depth)
        {
            RecursionGuard.Check();
            switch (pattern)
            {
                case INegatedPatternOperation not:
                    return ImpliesPattern(operand, not.Pattern, !value, depth);
                case IBinaryPatternOperation both:
                    return Combine(
                        ImpliesPattern(operand, both.LeftPattern, value, depth),
                        ImpliesPattern(operand, both.RightPattern, value, depth),
                        value == (both.OperatorKind == BinaryOperatorKind.And));
                case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool truth } }:
                    return Implies(operand, value == truth, depth);
                case IConstantPatternOperation constant:
                    return IsWantedEitherWay(ConditionLiteral.Comparison(operand, BinaryOperatorKind.Equals, constant.Value, value));
                case IRelationalPatternOperation relation:
                    return IsWantedEitherWay(ConditionLiteral.Comparison(operand, relation.OperatorKind, relation.Value, value));

                // `x is { Count: < 10 }` implies each part; that it is not so implies one of them, or that there is no x.
                case IRecursivePatternOperation recursive when value || recursive.PropertySubpatterns.Length == 1:
                    return recursive.PropertySubpatterns.Any(part => ImpliesPattern(part.Member, part.Pattern, value, depth));
                default:
                    return false;
            }
        }

        // `IsFull`, `IsFull()`, `var isFull = …`: all that it may come to with this value.
        private bool ImpliesDefinition(IOperation condition, bool value, int depth)
        {
            if (depth >= MaximumDepth || condition.Type?.SpecialType != SpecialType.System_Boolean)
                return false;
            var definitions = condition switch
            {
                ILocalReferenceOperation local => ValueOrigin.AssignedTo(local.Local, local.Root()),
                IPropertyReferenceOperation { Property.GetMethod: { } getter } => returnedBy?.Invoke(getter),
                IInvocationOperation call => returnedBy?.Invoke(call.TargetMethod),
                _ => null,
            };
            var isSeen = false;
            foreach (var defined in definitions ?? [])
            {
                if (defined.Unwrap().ConstantValue is { HasValue: true, Value: bool constant })
                {
                    // `return false;` is of interest for what was tested before it.
                    if (constant != value)
                        continue;
                    if (!Before(defined).Any(known => Implies(known.Condition, known.Value, depth + 1)))
                        return false;
                }
                else if (!Implies(defined, value, depth + 1))
                    return false;
                isSeen = true;
            }

            return isSeen;
        }

        private static bool Combine(bool left, bool right, bool isBoth) => isBoth ? left || right : left && right;

        private static bool IsBoolean(IOperation operation) => operation.Type?.SpecialType == SpecialType.System_Boolean;

        private static bool IsRelation(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
            or BinaryOperatorKind.GreaterThanOrEqual;

        // `_loaded == false`
        private static (IOperation Operand, bool Value)? TruthOf(IBinaryOperation test)
        {
            if (test.RightOperand.ConstantValue is { HasValue: true, Value: bool right })
                return (test.LeftOperand, right);
            return test.LeftOperand.ConstantValue is { HasValue: true, Value: bool left } ? (test.RightOperand, left) : null;
        }
    }
}
