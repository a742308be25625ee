using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Analysis.Queries.Sql;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.Linq;

/// <summary>
/// Reads a query from its last operator back to its source: through operators, locals, members and helpers of this compilation that
/// return queries. A query that comes from where it cannot be seen is none.
/// </summary>
internal sealed class QueryReader
{
    private const int MaximumDepth = 6;

    private readonly CompilationAnalysis _context;
    private readonly QueryConditions _conditions;
    private readonly QueryTexts _texts;
    private readonly KeyDomainAnalysis _keys;

    public QueryReader(CompilationAnalysis context)
    {
        _context = context;
        Facts = new QueryFacts(context);
        Syntax = new QuerySyntax(context, Facts);
        _conditions = new QueryConditions(new EntityKeys(context));
        _texts = new QueryTexts(context);
        _keys = new KeyDomainAnalysis(context, context.Calls);
    }

    public QueryFacts Facts { get; }

    public QuerySyntax Syntax { get; }

    /// <summary>The query whose rows the value stands for, or <see langword="null"/>.</summary>
    public Query? Read(IOperation value) => Read(value, new Frame(null, null));

    /// <summary>The query that a call runs itself, by a text or by its arguments.</summary>
    public Query ReadOwn(IInvocationOperation call)
    {
        if (call.Arguments.Any(Facts.IsRowLimit))
            return new Query(call, QueryExtent.Limited);
        return new Query(call, Facts.Is(FactKind.QueryFilter, call.TargetMethod) ? FilterExtent(call)
            : _texts.Of(call) is { } text ? SqlText.ExtentOf(text)
            : IsOfText(call) ? QueryExtent.Unknown
            : Facts.Is(FactKind.QuerySource, call.TargetMethod) ? QueryExtent.All
            : ExtentByArguments(call));
    }

    /// <summary>Whether a call runs a text that changes rows.</summary>
    public bool Changes(IInvocationOperation call) => _texts.Of(call) is { } text && SqlText.Changes(text);

    /// <summary>How much a text that a value gives asks for; unknown where none is seen.</summary>
    public QueryExtent ExtentOfText(IOperation value) => _texts.TextOf(value) is { } text ? SqlText.ExtentOf(text) : QueryExtent.Unknown;

    /// <summary>
    /// The text that a value gives, with holes for what is known at run time only; <see langword="null"/> where none is seen.
    /// </summary>
    public string? TextOf(IOperation value) => _texts.TextOf(value);

    /// <summary>
    /// How much a call of a client asks for by the conditions among its arguments, or among those of the call that a helper hands on.
    /// </summary>
    public QueryExtent ExtentOfConditions(IInvocationOperation call) => ExtentOfConditions(call, 0);

    private QueryExtent ExtentOfConditions(IInvocationOperation call, int depth)
    {
        RecursionGuard.Check();
        var given = call.Arguments.Where(static argument => argument.ArgumentKind == ArgumentKind.Explicit);
        var extents = given.Select(argument => argument.Value switch
        {
            { Type.Name: "Expression" } condition => _conditions.ExtentOf(condition),
            { Type.SpecialType: SpecialType.System_String } text when TextOf(text) is { } written && ODataText.Picks(written) =>
                QueryExtent.ByData,
            _ => QueryExtent.All,
        }).Append(QueryExtent.All);
        if (depth < MaximumDepth && call.TargetMethod.IsInSource() &&
            _context.ReturnedBy(call.TargetMethod).Select(static value => value.Unwrap()).ToList() is { Count: > 0 } returned)
            extents = extents.Append(returned.Min(value =>
                value is IInvocationOperation inner ? ExtentOfConditions(inner, depth + 1) : QueryExtent.All));
        return extents.Max();
    }

    private Query? Read(IOperation value, Frame frame)
    {
        RecursionGuard.Check();
        value = value.Unwrap();
        switch (value)
        {
            case ITranslatedQueryOperation expression:
                return Read(expression.Operation, frame);
            case IInvocationOperation call:
                return frame.Depth > MaximumDepth ? null : ReadCall(call, frame);
            case IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation:
                return Merge(ValueOrigin.Of(value).Select(origin => origin.IsAt(value) ? null : Read(origin, frame)));
            case IParameterReferenceOperation parameter when frame.ArgumentFor(parameter.Parameter) is { } argument:
                return ReadVariable(parameter.Parameter, Assigned(parameter), frame, Read(argument, frame.Caller!));
            case ILocalReferenceOperation local
                when ReachingDefinitions
                    .NotReplaced(local, ValueOrigin.AssignedTo(local.Local, local.Root())).ToList() is { Count: > 0 } values:
                return ReadVariable(local.Local, values, frame);
            default:
                if (Facts.IsSource(value.Type))
                    return new Query(value, QueryExtent.All);
                return value is IPropertyReferenceOperation { Property.GetMethod: { } getter }
                    ? ReadReturned(getter, new Frame(null, frame))
                    : null;
        }
    }

    private Query? ReadVariable(ISymbol variable, IEnumerable<IOperation> values, Frame frame, params Query?[] given)
    {
        // query = query.Where(…): what is added to what is being read.
        if (!frame.Variables.Add(variable))
            return new Query(null, QueryExtent.All);
        var read = Merge(given.Concat(values.Select(value => Read(value, frame))));
        frame.Variables.Remove(variable);
        return read;
    }

    private static IEnumerable<IOperation> Assigned(IParameterReferenceOperation parameter) =>
        parameter.Root().Descendants().OfType<IAssignmentOperation>()
            .Where(assignment => assignment.Target is IParameterReferenceOperation target &&
                SymbolEqualityComparer.Default.Equals(target.Parameter, parameter.Parameter))
            .Select(assignment => assignment.Value);

    private Query? ReadCall(IInvocationOperation call, Frame frame)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return call.Instance?.ReferencedSymbol() is { } compiled ? ReadCompiled(compiled, frame) : null;
        if (Facts.Is(FactKind.QuerySource, method) || Facts.Is(FactKind.QueryStream, method))
            return ReadOwn(call);
        var receiver = call.Instance ?? (method.IsStatic && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (receiver is null)
            return ReadReturned(method, new Frame(call, frame));
        if (Facts.Is(FactKind.QueryKeeps, method))
            return Read(receiver, frame);
        if (Facts.Is(FactKind.QueryFilter, method))
            return Read(receiver, frame)?.AtLeast(FilterExtent(call));
        if (Facts.Is(FactKind.QueryLimit, method))
            return call.Arguments.Any(IsNoNumber) ? Read(receiver, frame) : Read(receiver, frame)?.AtLeast(QueryExtent.Limited);
        if (Facts.Is(FactKind.QueryFolds, method))
            return Read(receiver, frame)?.AtLeast(QueryExtent.Unknown);
        return Facts.Is(FactKind.QueryBreaks, method) ? ReadBroken(call, receiver, frame) : ReadReturned(method, new Frame(call, frame));
    }

    // Take(int.MaxValue)
    private static bool IsNoNumber(IArgumentOperation argument) =>
        argument.Value.Unwrap().ConstantValue is { HasValue: true, Value: int.MaxValue };

    // Lines of ten orders: no longer ten. Two sequences together: as many as the larger. A join: what either side or its condition picks.
    private Query? ReadBroken(IInvocationOperation call, IOperation receiver, Frame frame)
    {
        if (Read(receiver, frame)?.AtMost(QueryExtent.ByData) is not { } query)
            return null;
        var others = call.Arguments.Select(argument => argument.Value).Where(value => value != receiver).ToList();
        var functions = others.Where(IsFunction).ToList();
        if (functions.Count == 0)
            return others.Select(other => Read(other, frame)).OfType<Query>()
                .Aggregate(query, (weaker, other) => weaker.AtMost(other.Extent));
        return functions.Any(QueryConditions.HasData) ||
            others.Except(functions).Any(other => Read(other, frame) is not { Extent: QueryExtent.All })
            ? query.AtLeast(QueryExtent.Unknown)
            : query;
    }

    private Query? ReadReturned(IMethodSymbol method, Frame frame)
    {
        if (frame.Depth > MaximumDepth || method.DeclaringSyntaxReferences.IsEmpty || !IsSequence(method.ReturnType))
            return null;
        return Merge(_context.BodiesBehind(method).SelectMany(_context.ReturnedBy).Select(value => Read(value, frame)));
    }

    // EF.CompileQuery((Shop shop, int id) => shop.Orders.Where(…))
    private Query? ReadCompiled(ISymbol compiled, Frame frame) => Merge(AssignedValueFinder.To(compiled, _context)
        .Select(value => value.Unwrap())
        .OfType<IInvocationOperation>()
        .Where(call => call.TargetMethod.Name is "CompileQuery" or "CompileAsyncQuery" or "Compile")
        .SelectMany(call => call.Arguments)
        .SelectMany(argument => argument.Value.Unwrap() is IAnonymousFunctionOperation lambda
            ? lambda.Body.Operations.OfType<IReturnOperation>()
            : [])
        .Select(returned => returned.ReturnedValue is { } value ? Read(value, new Frame(null, frame)) : null));

    private QueryExtent FilterExtent(IInvocationOperation call)
    {
        var filters = call.Arguments
            .Where(argument => IsFunction(argument.Value) || argument.Parameter?.Name is "filter" or "predicate").ToList();
        return filters.Count == 0 ? QueryExtent.Unknown : filters.Max(filter => _conditions.ExtentOf(filter.Value));
    }

    // A collection with a fixed name is one for the whole application; one whose name is computed is that of a user or an order.
    private QueryExtent ExtentByArguments(IInvocationOperation call) =>
        call.Arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue &&
            argument.Parameter?.Type is { TypeKind: not (TypeKind.Enum
                or TypeKind.Delegate), Name: not ("CancellationToken" or "Expression") } && !IsReceiver(argument, call))
            .All(argument => _keys.DomainOf(argument.Value) == KeyDomain.Closed) ? QueryExtent.All : QueryExtent.ByData;

    private static bool IsReceiver(IArgumentOperation argument, IInvocationOperation call) =>
        call.TargetMethod.IsExtensionMethod && argument.Parameter?.Ordinal == 0;

    // Runs a text that is out of sight.
    private bool IsOfText(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Parameter is { } parameter && _context.Facts.Names(FactKind.QueryText, parameter.Name)) ||
        call.Instance?.Type is { } type &&
        type.AllInterfaces.Prepend(type).Any(implemented => implemented.Name is "IDbCommand" or "IDataAdapter");

    private static bool IsFunction(IOperation value) =>
        value.Unwrap() is IAnonymousFunctionOperation or IDelegateCreationOperation ||
        value.Type is { Name: "Expression" or "Func" or "FilterDefinition" };

    private static bool IsSequence(ITypeSymbol type)
    {
        RecursionGuard.Check();
        return type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } result }
            ? IsSequence(result[0])
            : type.SpecialType != SpecialType.System_String &&
                (type.SpecialType == SpecialType.System_Collections_IEnumerable ||
                    type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable ||
                        implemented.Name == "IAsyncEnumerable") || type.Name == "IAsyncEnumerable" ||
                        type is INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: "IFindFluent" or "IAsyncCursor" });
    }

    // What any of the ways picks counts: a limit that is set under a condition is there for those who want it.
    private static Query? Merge(IEnumerable<Query?> ways)
    {
        IOperation? source = null;
        QueryExtent? extent = null;
        foreach (var way in ways)
        {
            if (way is null)
                return null;
            source ??= way.Source;
            extent = extent is { } known ? Stronger(known, way.Extent) : way.Extent;
        }

        return extent is { } merged ? new Query(source, merged) : null;
    }

    private static QueryExtent Stronger(QueryExtent one, QueryExtent other) => one > other ? one : other;

    /// <summary>The call whose body is being read, and what its parameters stand for.</summary>
    private sealed class Frame(IInvocationOperation? call, Frame? caller)
    {
        public Frame? Caller => caller;

        public int Depth { get; } = caller is null ? 0 : caller.Depth + 1;

        public HashSet<ISymbol> Variables { get; } = new(SymbolEqualityComparer.Default);

        public IOperation? ArgumentFor(IParameterSymbol parameter) =>
            call is not null &&
            SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, call.TargetMethod.OriginalDefinition)
                ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value
                : null;
    }
}
