using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.Linq;

/// <summary>Reads the condition of a filter: how much of its source does it let through?</summary>
/// <remarks>
/// Equality with a value that is known at run time only picks what belongs to one thing: the orders of a customer. Equality with a
/// constant, a flag, a state or an age picks a kind, and there is no end to how many are of a kind.
/// </remarks>
internal sealed class QueryConditions(EntityKeys keys)
{
    private const int MaximumDepth = 6;

    /// <summary>What a filter lets through: a lambda, or a value that says "everything".</summary>
    public QueryExtent ExtentOf(IOperation filter)
    {
        var extents = ValueOrigin.Of(filter).Select(origin => origin switch
        {
            IAnonymousFunctionOperation lambda => OfLambda(lambda, [], 0),
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => OfLambda(lambda, [], 0),
            IPropertyReferenceOperation { Property: { Name: "Empty", IsStatic: true } } => QueryExtent.All,
            IPropertyReferenceOperation { Property.Name: "Empty", Instance: IPropertyReferenceOperation { Property.IsStatic: true } } =>
                QueryExtent.All,
            IObjectCreationOperation { Arguments.Length: 0, Initializer: null } => QueryExtent.All,
            { ConstantValue: { HasValue: true, Value: "{}" } } => QueryExtent.All,
            IInvocationOperation { TargetMethod.ContainingType.Name: "FilterDefinitionBuilder" } built => OfBuilt(built),
            _ => QueryExtent.Unknown,
        }).ToList();
        return extents.Count == 0 ? QueryExtent.Unknown : extents.Max();
    }

    // Builders<Order>.Filter.Eq(order => order.State, "open")
    private QueryExtent OfBuilt(IInvocationOperation built)
    {
        if (built.Arguments.Length < 2)
            return QueryExtent.Unknown;
        var (field, value) = (built.Arguments[0].Value.Unwrap(), built.Arguments[1].Value);
        var lambda = field as IAnonymousFunctionOperation ?? (field as IDelegateCreationOperation)?.Target as IAnonymousFunctionOperation;
        switch (built.TargetMethod.Name)
        {
            case "Eq" or "In" when lambda?.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue is { } member:
                return OfEquality(member, value, new HashSet<IParameterSymbol>(lambda.Symbol.Parameters, SymbolEqualityComparer.Default));
            case "Ne" or "Nin" or "Lt" or "Lte" or "Exists" or "Regex":
                return QueryExtent.All;
            default:
                return QueryExtent.Unknown;
        }
    }

    private QueryExtent OfLambda(IAnonymousFunctionOperation lambda, HashSet<IParameterSymbol> outer, int depth)
    {
        if (lambda.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue is not { } condition ||
            lambda.Body.Operations.Length > 1)
            return QueryExtent.Unknown;
        var rows = new HashSet<IParameterSymbol>(outer, SymbolEqualityComparer.Default);
        rows.UnionWith(lambda.Symbol.Parameters);
        return Of(condition, rows, depth);
    }

    private QueryExtent Of(IOperation condition, HashSet<IParameterSymbol> rows, int depth)
    {
        RecursionGuard.Check();
        condition = condition.Unwrap();
        if (condition.ConstantValue is { HasValue: true, Value: true })
            return QueryExtent.All;

        // `all || x.Open`: whether it holds does not depend on the row.
        if (depth > MaximumDepth || !Depends(condition, rows))
            return QueryExtent.Unknown;
        switch (condition)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                return IsWindow(both, rows)
                    ? QueryExtent.ByData
                    : Stronger(Of(both.LeftOperand, rows, depth + 1), Of(both.RightOperand, rows, depth + 1));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either:
                return OfEither(Of(either.LeftOperand, rows, depth + 1), Of(either.RightOperand, rows, depth + 1));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality:
                return OfEquality(equality.LeftOperand, equality.RightOperand, rows);

            // Younger than a moment is a window, older than one is everything that ever was.
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison:
                return IsData(comparison.RightOperand, rows) ? QueryExtent.Unknown : QueryExtent.All;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } comparison:
                return IsData(comparison.LeftOperand, rows) ? QueryExtent.Unknown : QueryExtent.All;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } or IIsPatternOperation or IMemberReferenceOperation
                or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not }:
                return QueryExtent.All;
            case IInvocationOperation call:
                return OfCall(call, rows, depth);
            default:
                return QueryExtent.Unknown;
        }
    }

    /// <summary>Whether a filter is of a window that has both ends: who asks for it may ask for the next.</summary>
    public static bool IsWindow(IOperation filter) =>
        filter.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { } lambda &&
        lambda.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue is { } condition &&
        IsWindow(condition.Unwrap(), new HashSet<IParameterSymbol>(lambda.Symbol.Parameters, SymbolEqualityComparer.Default));

    // x.Day >= first && x.Day < last, string.Compare(x.Key, first) >= 0 && string.Compare(x.Key, last) <= 0
    private static bool IsWindow(IOperation condition, HashSet<IParameterSymbol> rows)
    {
        var (lower, upper) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var part in Conjuncts(condition))
        {
            if (part is not IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } comparison)
                continue;
            var (left, right) = comparison.LeftOperand.Unwrap() is IInvocationOperation { TargetMethod.Name: "Compare" or "CompareTo"
                or "CompareOrdinal" } compared
                ? compared.Instance is { } instance
                    ? (instance, compared.Arguments[0].Value)
                    : (compared.Arguments[0].Value, compared.Arguments[1].Value)
                : (comparison.LeftOperand, comparison.RightOperand);
            if (!Depends(left, rows) || !IsData(right, rows))
                continue;
            (comparison.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual ? lower : upper)
                .Add(left.Syntax.ToString());
        }

        return lower.Overlaps(upper);
    }

    private static IEnumerable<IOperation> Conjuncts(IOperation condition)
    {
        RecursionGuard.Check();
        return condition.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both
            ? Conjuncts(both.LeftOperand).Concat(Conjuncts(both.RightOperand))
            : [condition.Unwrap()];
    }

    // What is mine and what is everybody's: how much the latter is cannot be seen.
    private static QueryExtent OfEither(QueryExtent one, QueryExtent other) =>
        one == other ? one : one == QueryExtent.All || other == QueryExtent.All ? QueryExtent.Unknown : Weaker(one, other);

    private QueryExtent OfCall(IInvocationOperation call, HashSet<IParameterSymbol> rows, int depth)
    {
        var operands = call.Arguments.Select(argument => argument.Value).ToList();
        if (call.Instance is { } instance)
            operands.Insert(0, instance);
        switch (call.TargetMethod.Name)
        {
            case "Equals" when operands.Count >= 2:
                return OfEquality(operands[0], operands[1], rows);

            // Of text: a search.
            case "Contains" or "StartsWith" or "EndsWith" when IsText(operands[0]):
            case "Like" or "ILike" or "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "HasFlag" or "IsMatch":
                return QueryExtent.All;
            case "Contains" when operands.Count >= 2:
                return OfEquality(operands[0], operands[1], rows);

            // order.Lines.Any(line => line.Product == product), ids.Any(id => id == order.Id)
            case "Any" when operands.Count == 1:
                return QueryExtent.All;
            case "Any" when operands.Count == 2:
                return !Depends(operands[0], rows) ? QueryExtent.ByData
                    : operands[1].Unwrap() is var condition &&
                        (condition as IAnonymousFunctionOperation ??
                            (condition as IDelegateCreationOperation)?.Target as IAnonymousFunctionOperation) is { } lambda ? Weaker(
                                OfLambda(lambda, rows, depth + 1),
                                QueryExtent.ByData)
                    : QueryExtent.Unknown;
            default:
                return QueryExtent.Unknown;
        }
    }

    private QueryExtent OfEquality(IOperation left, IOperation right, HashSet<IParameterSymbol> rows)
    {
        var (member, value) = Depends(left, rows) ? (left, right) : (right, left);
        if (Depends(value, rows))
            return QueryExtent.All;
        if (member.Unwrap() is IMemberReferenceOperation { Instance: IParameterReferenceOperation row } key &&
            keys.IsKey(key.Member, row.Parameter.Type))
            return QueryExtent.Limited;
        return IsKind(member.Type) || !IsData(value, rows) ? QueryExtent.All : QueryExtent.ByData;
    }

    /// <summary>Whether a function of rows uses a value that is known at run time only: an id, a text, a list of them.</summary>
    public static bool HasData(IOperation function)
    {
        var own = new HashSet<ISymbol>(
            function.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().SelectMany(lambda => lambda.Symbol.Parameters),
            SymbolEqualityComparer.Default);
        return function.Descendants().Any(part => part is ILocalReferenceOperation or IParameterReferenceOperation
            or IFieldReferenceOperation { Field: { IsConst: false, IsStatic: false }, Instance: IInstanceReferenceOperation } &&
            part.ReferencedSymbol() is { } symbol && !own.Contains(symbol) && part.Type is { } type &&
            (type.IsValueType || type.SpecialType == SpecialType.System_String ||
                type.AllInterfaces.Any(implemented => implemented.Name == "ICollection")));
    }

    // A value that is known at run time only and does not come from the row itself.
    private static bool IsData(IOperation value, HashSet<IParameterSymbol> rows) =>
        !Depends(value, rows) &&
        !value.DescendantsAndSelf()
            .Where(part => !part.ChildOperations.Any())
            .All(part => part.ConstantValue.HasValue || part is IFieldReferenceOperation { Field.IsStatic: true });

    private static bool Depends(IOperation value, HashSet<IParameterSymbol> rows) =>
        value.DescendantsAndSelf().Any(part => part is IParameterReferenceOperation parameter && rows.Contains(parameter.Parameter));

    private static bool IsText(IOperation value) =>
        value.Unwrap().Type?.SpecialType == SpecialType.System_String ||
        value.Unwrap() is IPropertyReferenceOperation { Property.Name: "Functions" };

    // States and flags.
    private static bool IsKind(ITypeSymbol? type)
    {
        RecursionGuard.Check();
        return type switch
        {
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
                IsKind(nullable.TypeArguments[0]),
            _ => type is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean },
        };
    }

    private static QueryExtent Stronger(QueryExtent one, QueryExtent other) => one > other ? one : other;

    private static QueryExtent Weaker(QueryExtent one, QueryExtent other) => one < other ? one : other;
}
