using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A loop in which pages are asked for, one after the other.</summary>
internal sealed class PagingLoop
{
    private static readonly string[] WaitingWords = ["Backoff", "BackOff", "Delay", "Pause", "Sleep", "Throttle", "Wait"];

    private readonly ILoopOperation _loop;

    private PagingLoop(ILoopOperation loop, bool isOfItems = false)
    {
        _loop = loop;
        IsOfItems = isOfItems;
        Exits = FindExits(loop).ToList();
    }

    public IOperation Body => _loop.Body;

    /// <summary>Whether each pass is of one item, and not of a page.</summary>
    public bool IsOfItems { get; }

    /// <summary>Conditions that end the loop when they have the value.</summary>
    public IReadOnlyList<ConditionFact> Exits { get; }

    /// <summary>
    /// The nearest loop around an operation, within its function; <see langword="null"/> when it goes through a sequence: then it is not
    /// one of pages.
    /// </summary>
    public static PagingLoop? Around(IOperation operation) =>
        EnclosingOf(operation) is { } loop and not IForEachLoopOperation ? new PagingLoop(loop) : null;

    /// <summary>Whether any loop is around an operation, within its function.</summary>
    public static bool IsAround(IOperation operation) => EnclosingOf(operation) is not null;

    /// <summary>A loop that goes through a sequence of pages, or of all their items.</summary>
    public static PagingLoop Of(IForEachLoopOperation loop, bool isOfItems) => new(loop, isOfItems);

    public bool Contains(IOperation operation) => _loop.Contains(operation);

    /// <summary>Whether the loop ends because of one of these.</summary>
    public bool EndsBy(IEnumerable<IOperation> tests) => tests.Any(test => Exits.Any(exit => exit.Condition.Contains(test)));

    /// <summary>Whether the loop gives a variable another value.</summary>
    public bool Writes(ISymbol variable) => _loop.Descendants().Any(part => part switch
    {
        IAssignmentOperation assignment => Is(assignment.Target, variable),
        IIncrementOrDecrementOperation increment => Is(increment.Target, variable),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => Is(argument.Value, variable),
        IVariableDeclaratorOperation declarator =>
            SymbolEqualityComparer.Default.Equals(declarator.Symbol, variable) && !IsFirst(declarator),
        _ => false,
    });

    /// <summary>
    /// Whether a value is the same in each pass: a constant, or made of variables that the loop leaves alone. Whatever else is read may be
    /// another each time.
    /// </summary>
    public bool IsFixed(IOperation value) => value.DescendantsAndSelf().All(part => part switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation => !Writes(part.ReferencedSymbol()!),
        IInvocationOperation or IMemberReferenceOperation { Member: not IFieldSymbol { IsConst: true } } => false,
        _ => true,
    });

    /// <summary>Whether the loop waits for anything but answers, or calls what may.</summary>
    public bool Waits => _loop.Descendants().OfType<IInvocationOperation>().Any(call =>
        WaitingWords.Any(word => call.TargetMethod.Name.IndexOf(word, StringComparison.Ordinal) >= 0) ||
        call.TargetMethod is { DeclaringSyntaxReferences.Length: > 0, ReturnType.Name: "Task" or "ValueTask" } ||
        call.TargetMethod.MethodKind == MethodKind.DelegateInvoke);

    /// <summary>
    /// Whether the loop deletes or changes what it lists, so that the first page is another one each time, or waits for that.
    /// </summary>
    /// <param name="facts">The words of changes.</param>
    /// <param name="asking">A call that asks for the pages, whatever its name is: <c>SendAsync</c>.</param>
    public bool ChangesOrWaits(FactTable facts, IInvocationOperation? asking = null) =>
        _loop.Descendants().OfType<IInvocationOperation>().Where(call => call != asking).Any(call =>
            call.TargetMethod is { Name: "Delay" or "Sleep", ContainingType.Name: "Task" or "Thread" } ||
            facts.OfKind(FactKind.ChangingVerb)
                .Any(fact => call.TargetMethod.Name.StartsWithWord(fact.Name) &&
                    call.TargetMethod.Name is not ("Add" or "AddRange" or "AddAsync")));

    /// <summary>
    /// Whether the loop ends by a comparison with a number or another limit, and not only by these tests or when there is nothing more.
    /// </summary>
    public bool HasLimit(IEnumerable<IOperation> tests)
    {
        var known = tests.ToList();
        return Exits.Any(exit => exit.Condition.DescendantsAndSelf().Any(part => part switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals } comparison =>
                !known.Any(comparison.Contains) && !IsTestOfPresence(comparison, exit.Value),
            IIsPatternOperation { Pattern: IRelationalPatternOperation } test => !known.Any(test.Contains),
            IInvocationOperation call => call.TargetMethod.DeclaringSyntaxReferences.Length > 0,
            _ => false,
        }));
    }

    // for (var skip = 0; …)
    private bool IsFirst(IVariableDeclaratorOperation declarator) =>
        _loop is IForLoopOperation loop && loop.Before.Any(before => before.Contains(declarator));

    private static bool Is(IOperation target, ISymbol variable) =>
        target.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(part.ReferencedSymbol(), variable));

    // page.Count == 0, token == null. A counter that has come to nothing is a limit, and so is an end as soon as there is something.
    private static bool IsTestOfPresence(IBinaryOperation comparison, bool leavesWhen) =>
        IsPresence(comparison.RightOperand, comparison.LeftOperand, comparison.OperatorKind, leavesWhen) ||
        IsPresence(comparison.LeftOperand, comparison.RightOperand, comparison.OperatorKind, leavesWhen);

    private static bool IsPresence(IOperation constant, IOperation tested, BinaryOperatorKind comparison, bool leavesWhen) =>
        constant.Unwrap().ConstantValue switch
        {
            { HasValue: true, Value: null or bool or string } => true,
            { HasValue: true, Value: 0 } =>
                tested.Unwrap() is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation
                    or IIncrementOrDecrementOperation) && (comparison != BinaryOperatorKind.GreaterThan || !leavesWhen),
            _ => false,
        };

    private static ILoopOperation? EnclosingOf(IOperation operation)
    {
        foreach (var ancestor in operation.SelfAndAncestors().Skip(1))
        {
            if (ancestor is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return null;

            // What a foreach goes through is asked for once.
            if (ancestor is ILoopOperation loop && !(loop is IForEachLoopOperation each && each.Collection.Contains(operation)))
                return loop;
        }

        return null;
    }

    private static IEnumerable<ConditionFact> FindExits(ILoopOperation loop)
    {
        var condition = loop switch
        {
            IWhileLoopOperation { Condition: { } test } => test,
            IForLoopOperation { Condition: { } test } => test,
            _ => null,
        };
        if (condition is not null && condition.ConstantValue is not { HasValue: true, Value: true })
            yield return new ConditionFact(condition, false);
        foreach (var branch in loop.Body.Descendants().OfType<IConditionalOperation>().Where(branch => branch.Type is null))
        {
            if (Leaves(branch.WhenTrue, loop))
                yield return new ConditionFact(branch.Condition, true);
            if (branch.WhenFalse is { } otherwise && Leaves(otherwise, loop))
                yield return new ConditionFact(branch.Condition, false);
        }
    }

    /// <summary>Whether a branch leaves the loop, and not only one inside it.</summary>
    private static bool Leaves(IOperation branch, ILoopOperation loop) => branch.DescendantsAndSelf().Any(part => part switch
    {
        IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } or IThrowOperation =>
            part.EnclosingFunction() == loop.EnclosingFunction(),
        IBranchOperation { BranchKind: BranchKind.Break } => InnermostBreakable(part) == loop,
        IBranchOperation { BranchKind: BranchKind.GoTo } => true,
        _ => false,
    });

    private static IOperation? InnermostBreakable(IOperation operation) =>
        operation.SelfAndAncestors().Skip(1).FirstOrDefault(ancestor => ancestor is ILoopOperation or ISwitchOperation);
}
