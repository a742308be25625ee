using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace GrowthGuard.Analyzers.Analysis.Stores;

/// <summary>
/// Decides whether a growth site is only reached while the store is small: a comparison of the store's count, or of a counter
/// kept beside it, with a limit.
/// </summary>
internal sealed class SizeGuardAnalysis(CompilationAnalysis context, CallSiteFinder calls, ImmutableArray<StoreUse> uses)
{
    // A guard in the caller of the caller is still a guard; further away it is not about this store.
    private const int MaximumDepth = 2;

    private readonly RunOnceGuard _once = new(context);

    // Many growth sites of a member stand behind the same conditions, and what these say of the size depends on no more than the member.
    private readonly Dictionary<(IOperation Condition, bool Value, ISymbol? Member), bool> _small = [];
    private readonly Dictionary<(IMethodSymbol Method, ISymbol? Member), bool> _throwing = [];
    private readonly Dictionary<StoreUse, ISymbol?> _members = [];
    private readonly HashSet<(OperationKind, SyntaxTree, TextSpan)> _countReads =
        new(uses.Where(use => use.Kind == StoreUseKind.CountRead).Select(use => PlaceOf(use.Operation)));

    /// <summary>Whether a size guard stands before the growth site, in its method, in a helper called before it, or in every caller.</summary>
    public bool Guard(StoreUse growth) => IsGuarded(growth.Operation, growth, 0);

    /// <summary>Whether the growth site runs once in a process, behind a static flag that is set there.</summary>
    public bool RunsOnce(StoreUse growth) => _once.RunsOnce(growth.Operation);

    private bool IsGuarded(IOperation operation, StoreUse growth, int depth)
    {
        RecursionGuard.Check();
        if (ConditionFacts.Before(operation).Any(known => TellsSmall(known.Condition, known.Value, growth)) || _once.RunsOnce(operation))
            return true;
        if (ConditionFacts.StatementsBefore(operation).Any(statement => ThrowsWhenFull(statement, growth)))
            return true;
        if (growth.Key is { } key && operation == growth.Operation && IsRedirected(key, growth))
            return true;
        return depth < MaximumDepth && AllCallersGuard(operation, growth, depth);
    }

    private bool AllCallersGuard(IOperation operation, StoreUse growth, int depth)
    {
        var function = operation.SelfAndAncestors().OfType<ILocalFunctionOperation>().FirstOrDefault();
        ISymbol? member = function is not null ? function.Symbol : operation.ContainingMember();
        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method || calls.MayComeFromOutside(method))
            return false;
        var isCalled = false;
        foreach (var call in calls.Of(method))
        {
            if (call is not IInvocationOperation || !IsGuarded(call, growth, depth + 1))
                return false;
            isCalled = true;
        }

        return isCalled;
    }

    // key = _counts.Count < Max ? key : "other"
    private bool IsRedirected(IOperation key, StoreUse growth)
    {
        var values = key.Unwrap() is ILocalReferenceOperation local ? ValueOrigin.AssignedTo(local.Local, local.Root()) : [key];
        return values.Any(value => value.Unwrap() is IConditionalOperation conditional && (TellsSmall(conditional.Condition, true, growth, 0) || TellsSmall(conditional.Condition, false, growth, 0)));
    }

    // EnsureRoom(); _cache[key] = value;
    private bool ThrowsWhenFull(IOperation statement, StoreUse growth)
    {
        if (statement is not IExpressionStatementOperation { Operation: IInvocationOperation call } || call.TargetMethod.DeclaringSyntaxReferences.Length == 0)
            return false;
        var key = (Method: call.TargetMethod.OriginalDefinition, Member: MemberOf(growth));
        if (!_throwing.TryGetValue(key, out var isThrowing))
            _throwing.Add(key, isThrowing = Throws(key.Method, growth));
        return isThrowing;
    }

    private bool Throws(IMethodSymbol method, StoreUse growth)
    {
        return context.BodiesOf(method).SelectMany(body => body.Descendants()).OfType<IConditionalOperation>()
            .Any(conditional => conditional.WhenTrue.AlwaysExits() && conditional.WhenTrue.DescendantsAndSelf().Any(operation => operation is IThrowOperation) && TellsSmall(conditional.Condition, false, growth, 0));
    }

    private ISymbol? MemberOf(StoreUse growth)
    {
        if (!_members.TryGetValue(growth, out var member))
            _members.Add(growth, member = growth.Operation.ContainingMember());
        return member;
    }

    private bool TellsSmall(IOperation condition, bool value, StoreUse growth)
    {
        var key = (condition, value, MemberOf(growth));
        if (!_small.TryGetValue(key, out var isSmall))
            _small.Add(key, isSmall = TellsSmall(condition, value, growth, 0));
        return isSmall;
    }

    private static (OperationKind Kind, SyntaxTree Tree, TextSpan Span) PlaceOf(IOperation operation) =>
        (operation.Kind, operation.Syntax.SyntaxTree, operation.Syntax.Span);

    /// <summary>Whether the condition, having this value, says that the store is below a limit.</summary>
    private bool TellsSmall(IOperation condition, bool value, StoreUse growth, int depth)
    {
        RecursionGuard.Check();
        condition = condition.Unwrap();
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return TellsSmall(not.Operand, !value, growth, depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or } both:
                return TellsSmall(both.LeftOperand, value, growth, depth) || TellsSmall(both.RightOperand, value, growth, depth);
            case IBinaryOperation comparison:
                return IsSizeTest(comparison, value, growth);
            case IPropertyReferenceOperation { Property.Name: "IsEmpty" } empty when value && IsSize(empty, growth):
                return true;
            case IIsPatternOperation { Pattern: IRelationalPatternOperation relation } test:
                return IsSize(test.Value, growth) && IsBelow(relation.OperatorKind, relation.Value, value);
            case IIsPatternOperation { Pattern: IRecursivePatternOperation pattern } when value || pattern.PropertySubpatterns.Length == 1:
                return pattern.PropertySubpatterns.Any(part => part.Pattern is IRelationalPatternOperation relation && IsSize(part.Member, growth) && IsBelow(relation.OperatorKind, relation.Value, value));
            case ILocalReferenceOperation local when depth < MaximumDepth:
                return ValueOrigin.AssignedTo(local.Local, local.Root()).Any(assigned => TellsSmall(assigned, value, growth, depth + 1));
            case IPropertyReferenceOperation property when depth < MaximumDepth:
                return Returned(property.Property.GetMethod).Any(returned => TellsSmall(returned, value, growth, depth + 1));
            case IInvocationOperation call when depth < MaximumDepth:
                return Returned(call.TargetMethod).Any(returned => TellsSmall(returned, value, growth, depth + 1));
            default:
                return false;
        }
    }

    /// <summary>What a method in source returns.</summary>
    public IEnumerable<IOperation> Returned(IMethodSymbol? method) => context.ReturnedBy(method);

    private bool IsSizeTest(IBinaryOperation comparison, bool value, StoreUse growth)
    {
        if (IsSize(comparison.LeftOperand, growth))
            return IsBelow(comparison.OperatorKind, comparison.RightOperand, value);
        return IsSize(comparison.RightOperand, growth) && IsBelow(Mirror(comparison.OperatorKind), comparison.LeftOperand, value);
    }

    private static bool IsSmall(BinaryOperatorKind relation, bool value) => relation switch
    {
        BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals => value,
        BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals => !value,
        _ => false,
    };

    // `Count > 0` asks whether there is anything, not how much; but what runs only while there is nothing is a one-time fill.
    private static bool IsBelow(BinaryOperatorKind relation, IOperation limit, bool value) =>
        limit.ConstantValue is { HasValue: true, Value: 0 or 0L }
            ? relation == (value ? BinaryOperatorKind.Equals : BinaryOperatorKind.NotEquals) || (relation == BinaryOperatorKind.GreaterThan && !value)
            : IsSmall(relation, value);

    private static BinaryOperatorKind Mirror(BinaryOperatorKind relation) => relation switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => relation,
    };

    /// <summary>The store's count, a counter that counts its growth, or a local that holds one of them.</summary>
    public bool IsSize(IOperation operand, StoreUse growth)
    {
        RecursionGuard.Check();
        operand = operand.Unwrap();
        if (_countReads.Contains(PlaceOf(operand)))
            return true;
        return operand switch
        {
            ILocalReferenceOperation local => ValueOrigin.AssignedTo(local.Local, local.Root()).Any(value => value is not ILocalReferenceOperation && IsSize(value, growth)),
            IIncrementOrDecrementOperation { Target: IFieldReferenceOperation counter } => IsCounter(counter.Field, growth),
            IInvocationOperation { TargetMethod: { Name: "Increment" or "Add" or "Read", ContainingType.Name: "Interlocked" or "Volatile" } } call => call.Arguments[0].Value.Unwrap() is IFieldReferenceOperation counter && IsCounter(counter.Field, growth),
            IFieldReferenceOperation counter => IsCounter(counter.Field, growth),
            IConditionalAccessOperation access => uses.Any(use => use.Kind == StoreUseKind.CountRead && access.Contains(use.Operation)),
            _ => false,
        };
    }

    /// <summary>Whether the field is counted up in a member that makes the store grow.</summary>
    private bool IsCounter(IFieldSymbol field, StoreUse growth)
    {
        if (field.IsConst || field.IsReadOnly || field.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32))
            return false;
        var member = MemberOf(growth);
        return context.WritesTo(field).Any(reference => IsCountedUp(reference) && SymbolEqualityComparer.Default.Equals(reference.ContainingMember(), member));
    }

    private static bool IsCountedUp(IOperation reference) => reference.Parent switch
    {
        IIncrementOrDecrementOperation => true,
        ICompoundAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Increment" or "Add", ContainingType.Name: "Interlocked" } } } => true,

        // `Interlocked.CompareExchange(ref _count, count + 1, count)`
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "CompareExchange", ContainingType.Name: "Interlocked" }, Arguments: { Length: 3 } arguments } } =>
            arguments[1].Value.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } next && next.LeftOperand.IsSameAs(arguments[2].Value),
        _ => false,
    };
}
