using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.CodeModel.Bodies;

/// <summary>A condition, and the value it has wherever an operation runs.</summary>
internal readonly struct ConditionFact(IOperation condition, bool value)
{
    public IOperation Condition { get; } = condition;

    public bool Value { get; } = value;
}

/// <summary>
/// What is known to hold where an operation runs, read off the structure of the code: enclosing branches and loops, and earlier
/// statements that leave when a condition is met. Says less than a control-flow graph and costs nothing until it is asked.
/// </summary>
internal static class ConditionFacts
{
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
                case ISwitchCaseOperation @case when !@case.Clauses.Contains(child):
                    foreach (var clause in @case.Clauses.OfType<IPatternCaseClauseOperation>())
                    {
                        if (clause.Guard is { } when)
                            yield return new ConditionFact(when, true);
                    }

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
}
