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

    private static readonly string[] EndWords =
        [
            "abort", "cancel", "clos", "complet", "disconnect", "dispos", "down", "drain", "end", "exit", "expire", "fail", "fault",
            "finish", "full", "paus", "revok", "stop", "terminat"
        ];

    private readonly RunOnceGuard _once = new(context);
    private readonly ExistingKeyUpdateDetector _updates = new(uses);

    // Many growth sites of a member stand behind the same conditions, and what these say of the size depends on no more than the member.
    private readonly Dictionary<(IOperation Condition, bool Value, ISymbol? Member), SizeStatement> _statements = [];
    private readonly Dictionary<(IMethodSymbol Method, ISymbol? Member), bool> _throwing = [];
    private readonly Dictionary<StoreUse, ISymbol?> _members = [];
    private readonly HashSet<(OperationKind, SyntaxTree, TextSpan)> _countReads =
        new(uses.Where(use => use.Kind == StoreUseKind.CountRead).Select(use => PlaceOf(use.Operation)));

    /// <summary>
    /// Whether a size guard stands before the growth site, in its method, in a helper called before it, or in every caller.
    /// </summary>
    public bool IsGuarded(StoreUse growth) => IsGuarded(growth.Operation, growth, 0);

    /// <summary>Whether the growth site runs once in a process, behind a static flag that is set there.</summary>
    public bool RunsOnce(StoreUse growth) => _once.RunsOnce(growth.Operation) || IsRefusedLater(growth);

    /// <summary>Whether a caller calls what fills the store because there is nothing in it: it is meant to be filled once.</summary>
    public bool IsFilledWhenEmpty(StoreUse growth) =>
        growth.Operation.ContainingMember() is IMethodSymbol { MethodKind: MethodKind.Ordinary } method &&
        calls.Of(method).Any(call => call is IInvocationOperation && ConditionFacts.Imply(call, literal => SaysEmpty(literal, growth)));

    private bool SaysEmpty(ConditionLiteral literal, StoreUse growth) => literal.Other is { } limit
        ? limit.Unwrap().ConstantValue is { HasValue: true, Value: 0 or 1 or 0L or 1L } && IsBelowLimit(literal, growth)
        : IsBelowLimit(literal, growth) ||
            (!literal.IsTrue && literal.Operand is IInvocationOperation { TargetMethod: { Name: "Any", Parameters.Length: <= 1,
                ContainingType.Name: "Enumerable" } } any &&
            uses.Any(use => use.Kind == StoreUseKind.Lookup && use.Operation.IsAt(any)));

    /// <summary>
    /// Whether the code refuses to add once a flag is set that stays set: <c>if (_built) throw new InvalidOperationException(…);</c>, here
    /// or in a helper that is called before.
    /// </summary>
    private bool IsRefusedLater(StoreUse growth) =>
        ConditionFacts.Before(growth.Operation)
            .Any(known => known.Condition.Parent is IConditionalOperation refusal && IsRefusal(refusal) &&
                SaysOpen(known.Condition, known.Value)) ||
        ConditionFacts.StatementsBefore(growth.Operation).Any(statement =>
            statement
                is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0 } called } } &&
            context.BodiesOf(called.OriginalDefinition).SelectMany(static body => body.Descendants()).OfType<IConditionalOperation>()
                .Any(refusal => IsRefusal(refusal) && SaysOpen(refusal.Condition, false)));

    private static bool IsRefusal(IConditionalOperation test) =>
        test.WhenTrue.AlwaysExits() && test.WhenTrue.DescendantsAndSelf().OfType<IThrowOperation>()
            .Any(static thrown => thrown.Exception?.Unwrap().Type is { Name: "InvalidOperationException" or "NotSupportedException" });

    private bool SaysOpen(IOperation condition, bool value)
    {
        condition = condition.Unwrap();
        if (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var inner })
            (condition, value) = (inner.Unwrap(), !value);
        return !value && condition is IMemberReferenceOperation { Member: IFieldSymbol
            or IPropertySymbol, Type.SpecialType: SpecialType.System_Boolean } flag && !TellsOfEnd(flag.Member.Name) &&
            context.AssignmentsTo(flag.Member).ToList() is { Count: > 0 } writes &&
            writes.All(static write => write.Value.ConstantValue is { HasValue: true, Value: true } &&
                write.ContainingMember() is { } setter && !TellsOfEnd(setter.Name));
    }

    // What has ended takes no more entries, and has grown until then.
    private static bool TellsOfEnd(string name) => EndWords.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private bool IsGuarded(IOperation operation, StoreUse growth, int depth)
    {
        RecursionGuard.Check();
        if (ConditionFacts.Before(operation).Any(known => KeepsFromGrowing(known, operation, growth)) || _once.RunsOnce(operation))
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
        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method ||
            calls.MayComeFromOutside(method))
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
        return values.Any(value => value.Unwrap() is IConditionalOperation conditional &&
            (ImpliesBelowLimit(conditional.Condition, true, growth) || ImpliesBelowLimit(conditional.Condition, false, growth)));
    }

    // EnsureRoom(); _cache[key] = value;
    private bool ThrowsWhenFull(IOperation statement, StoreUse growth)
    {
        if (statement is not IExpressionStatementOperation { Operation: IInvocationOperation call } ||
            call.TargetMethod.DeclaringSyntaxReferences.Length == 0)
            return false;
        var key = (Method: call.TargetMethod.OriginalDefinition, Member: MemberOf(growth));
        if (!_throwing.TryGetValue(key, out var isThrowing))
            _throwing.Add(key, isThrowing = Throws(key.Method, growth));
        return isThrowing;
    }

    private bool Throws(IMethodSymbol method, StoreUse growth)
    {
        return context.BodiesOf(method).SelectMany(body => body.Descendants()).OfType<IConditionalOperation>()
            .Any(conditional =>
                conditional.WhenTrue.AlwaysExits() &&
                conditional.WhenTrue.DescendantsAndSelf().Any(operation => operation is IThrowOperation) &&
                ImpliesBelowLimit(conditional.Condition, false, growth));
    }

    private ISymbol? MemberOf(StoreUse growth)
    {
        if (!_members.TryGetValue(growth, out var member))
            _members.Add(growth, member = growth.Operation.ContainingMember());
        return member;
    }

    private bool KeepsFromGrowing(ConditionFact known, IOperation operation, StoreUse growth)
    {
        var key = (known.Condition, known.Value, MemberOf(growth));
        if (!_statements.TryGetValue(key, out var statement))
            _statements.Add(key, statement = Read(known, growth));

        // One or the other will do as well: `_items.Count < Max || _items.ContainsKey(key)`.
        return statement == SizeStatement.BelowLimit || (statement == SizeStatement.PerhapsBelowLimit && ConditionFacts.Implies(
            known.Condition,
            known.Value,
            literal => IsBelowLimit(literal, growth) || _updates.IsFound(literal, growth) || _once.SaysNotYet(literal, operation),
            Returned));
    }

    private SizeStatement Read(ConditionFact known, StoreUse growth)
    {
        var isMentioned = false;
        var isImplied = ConditionFacts.Implies(
            known.Condition,
            known.Value,
            literal =>
            {
                var isBelow = IsBelowLimit(literal, growth);
                isMentioned |= isBelow;
                return isBelow;
            },
            Returned);
        return isImplied ? SizeStatement.BelowLimit : isMentioned ? SizeStatement.PerhapsBelowLimit : SizeStatement.None;
    }

    private static (OperationKind Kind, SyntaxTree Tree, TextSpan Span) PlaceOf(IOperation operation) =>
        (operation.Kind, operation.Syntax.SyntaxTree, operation.Syntax.Span);

    private bool ImpliesBelowLimit(IOperation condition, bool value, StoreUse growth) =>
        ConditionFacts.Implies(condition, value, literal => IsBelowLimit(literal, growth), Returned);

    /// <summary>Whether the literal says that the store is below a limit.</summary>
    private bool IsBelowLimit(ConditionLiteral literal, StoreUse growth) => literal.Other is { } limit
        ? IsBelow(literal.Relation, limit) && IsSize(literal.Operand, growth)
        : literal.IsTrue && literal.Operand is IPropertyReferenceOperation { Property.Name: "IsEmpty" } empty && IsSize(empty, growth);

    /// <summary>What a method in source returns.</summary>
    public IEnumerable<IOperation> Returned(IMethodSymbol? method) => context.ReturnedBy(method);

    // `Count > 0` asks whether there is anything, not how much; but what runs only while there is nothing is a one-time fill.
    private static bool IsBelow(BinaryOperatorKind relation, IOperation limit) =>
        limit.ConstantValue is { HasValue: true, Value: 0 or 0L }
            ? relation is BinaryOperatorKind.Equals or BinaryOperatorKind.LessThanOrEqual
            : relation is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals;

    /// <summary>The store's count, a counter that counts its growth, or a local that holds one of them.</summary>
    public bool IsSize(IOperation operand, StoreUse growth)
    {
        RecursionGuard.Check();
        operand = operand.Unwrap();
        if (_countReads.Contains(PlaceOf(operand)))
            return true;
        return operand switch
        {
            ILocalReferenceOperation local =>
                ValueOrigin.AssignedTo(local.Local, local.Root())
                    .Any(value => value is not ILocalReferenceOperation && IsSize(value, growth)),
            IIncrementOrDecrementOperation { Target: IFieldReferenceOperation counter } => IsCounter(counter.Field, growth),
            IInvocationOperation { TargetMethod: { Name: "Increment" or "Add"
                or "Read", ContainingType.Name: "Interlocked" or "Volatile" } } call =>
                    call.Arguments[0].Value.Unwrap() is IFieldReferenceOperation counter && IsCounter(counter.Field, growth),
            IFieldReferenceOperation counter => IsCounter(counter.Field, growth),
            _ => false,
        };
    }

    /// <summary>Whether the field is counted up in a member that makes the store grow.</summary>
    private bool IsCounter(IFieldSymbol field, StoreUse growth)
    {
        if (field.IsConst || field.IsReadOnly ||
            field.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32))
            return false;
        var member = MemberOf(growth);
        return context.WritesTo(field)
            .Any(reference => IsCountedUp(reference) && SymbolEqualityComparer.Default.Equals(reference.ContainingMember(), member));
    }

    private static bool IsCountedUp(IOperation reference) => reference.Parent switch
    {
        IIncrementOrDecrementOperation => true,
        ICompoundAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Increment"
            or "Add", ContainingType.Name: "Interlocked" } } } => true,

        // `Interlocked.CompareExchange(ref _count, count + 1, count)`
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "CompareExchange", ContainingType.Name: "Interlocked" },
            Arguments: { Length: 3 } arguments } } =>
            arguments[1].Value.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } next &&
            next.LeftOperand.IsSameAs(arguments[2].Value),
        _ => false,
    };

    /// <summary>What a condition says of the size of the store.</summary>
    private enum SizeStatement
    {
        None,

        /// <summary>That it is below a limit, or something else.</summary>
        PerhapsBelowLimit,

        BelowLimit,
    }
}
