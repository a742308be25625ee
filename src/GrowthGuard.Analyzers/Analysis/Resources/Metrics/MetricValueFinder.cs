using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Resources.Metrics;

/// <summary>A value of an invocation that makes a time series of its own.</summary>
/// <param name="call">The call that is given it.</param>
/// <param name="value">The value.</param>
/// <param name="handler">The handler whose invocation brings it; none when it is not seen.</param>
internal sealed class MetricValue(IInvocationOperation call, IOperation value, Handler? handler)
{
    public IInvocationOperation Call { get; } = call;

    public IOperation Value { get; } = value;

    public Handler? Handler { get; } = handler;
}

/// <summary>Finds names and tags of metrics that invocations bring: there are as many time series as values.</summary>
internal sealed class MetricValueFinder
{
    // An array of tags, a tag, its value, and a local between any two.
    private const int MaximumDepth = 4;

    private readonly CompilationAnalysis _context;
    private readonly KeyDomainAnalysis _domains;
    private readonly string[] _methods;

    public MetricValueFinder(CompilationAnalysis context)
    {
        _context = context;
        _domains = new KeyDomainAnalysis(context, context.Calls);
        _methods = context.Facts
            .OfKind(FactKind.MetricTag)
            .Concat(context.Facts.OfKind(FactKind.MetricName))
            .SelectMany(static fact => fact.Adds).Distinct().ToArray();
    }

    /// <summary>The values in one file, the first of each call.</summary>
    public IEnumerable<MetricValue> In(SemanticModel model)
    {
        foreach (var call in _methods.SelectMany(name => CallFinder.Calls(
            name,
            model,
            static call => call.ArgumentList.Arguments.Count > 0,
            IsOfMetric)))
        {
            if (ValuesOf(call).Select(value => FromInvocation(call, value.Unwrap()))
                .FirstOrDefault(static found => found is not null) is { } found)
                yield return found;
        }
    }

    private bool IsOfMetric(IMethodSymbol method) => IsNamedBy(FactKind.MetricTag, method) || IsNamedBy(FactKind.MetricName, method);

    private bool IsNamedBy(FactKind kind, IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (_context.Facts.About(type).Any(fact => fact.Kind == kind && fact.Adds.Contains(method.Name)))
                return true;
        }

        return false;
    }

    private IEnumerable<IOperation> ValuesOf(IInvocationOperation call)
    {
        if (IsNamedBy(FactKind.MetricName, call.TargetMethod))
            return call.Arguments
                .Where(static argument => argument.Parameter is { Ordinal: 0, Type.SpecialType: SpecialType.System_String })
                .Select(static argument => argument.Value);
        return call.Arguments.Where(static argument => argument.Parameter is { } parameter &&
            !(parameter.Ordinal == 0 && parameter.Type.IsValueType && parameter.Name is "delta" or "value"))
            .SelectMany(static argument => PartsOf(argument.Value, 0));
    }

    /// <summary>The values in tags, in collections of them and in the locals that hold these.</summary>
    private static IEnumerable<IOperation> PartsOf(IOperation given, int depth)
    {
        RecursionGuard.Check();
        if (depth > MaximumDepth)
            return [];
        return ValueOrigin.Of(given).SelectMany(origin => origin switch
        {
            IArrayCreationOperation { Initializer: { } elements } =>
                elements.ElementValues.SelectMany(element => PartsOf(element, depth + 1)),
            IObjectCreationOperation { Type.Name: "KeyValuePair", Arguments: { Length: 2 } pair } => [pair[1].Value],
            IObjectCreationOperation { Type.Name: "TagList", Initializer: { } added } =>
                added.Initializers.OfType<IInvocationOperation>()
                    .SelectMany(add => PartsOf(add.Arguments[add.Arguments.Length - 1].Value, depth + 1)),
            IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" }, Arguments: { Length: 2 } pair } =>
                [pair[1].Value],
            _ => (IEnumerable<IOperation>)[origin],
        });
    }

    /// <summary>
    /// Whether a helper lets only so many values through: those that a table has, or that it has room for; others get a name in common.
    /// </summary>
    private bool IsLimited(IOperation value) =>
        value is IInvocationOperation { TargetMethod: var helper } &&
        _context.ReturnedBy(helper).SelectMany(ArmsOf).ToList() is { Count: > 1 } returned &&
        returned.Any(static given => given.Unwrap().ConstantValue.HasValue) &&
        returned.All(given => given.Unwrap().ConstantValue.HasValue || ConditionFacts.Before(given).Any(IsLimit));

    private static IEnumerable<IOperation> ArmsOf(IOperation value) =>
        value.Unwrap() is IConditionalOperation { WhenFalse: { } otherwise } choice ? [choice.WhenTrue, otherwise] : [value];

    // `if (Known.Contains(tag)) return tag;`, `if (_known.Count >= Most) return "other";`
    private static bool IsLimit(ConditionFact known)
    {
        var (condition, isTrue) = known.Condition.Unwrap() is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not
            ? (not.Operand.Unwrap(), !known.Value)
            : (known.Condition.Unwrap(), known.Value);
        return condition switch
        {
            IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsKey" or "TryGetValue" } => isTrue,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } test =>
                !isTrue && IsCount(test.LeftOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } test =>
                isTrue && IsCount(test.LeftOperand),
            _ => false,
        };
    }

    private static bool IsCount(IOperation operand) =>
        operand.Unwrap() is IPropertyReferenceOperation { Property.Name: "Count" }
            or IInvocationOperation { TargetMethod.Name: "Count", Arguments.Length: <= 1 };

    private MetricValue? FromInvocation(IInvocationOperation call, IOperation value) =>
        value.ConstantValue.HasValue || _domains.IsSmall(value) || IsLimited(value) ? null
        : _context.HandlerScopes.Values.OriginOf(value) is { } origin ? new MetricValue(call, value, origin.Handler)
        : null;
}
