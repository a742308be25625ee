using GrowthGuard.Analyzers.Analysis.EntryPoints;
using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Analysis.Queries.Linq;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Queries.PerElement;

/// <summary>
/// Decides whether a sequence has as many elements as there are data: the result of a query, what a caller passes, what a payload holds.
/// </summary>
/// <param name="context">The compilation.</param>
/// <param name="needsEvidence">Whether only a query without a limit, a drain of pages and the body of a request count: what a caller passes
/// says nothing of its size.</param>
internal sealed class SequenceSizes(CompilationAnalysis context, bool needsEvidence = false)
{
    private const int MaximumDepth = 12;

    private static readonly FactKind[] Operators =
    [
        FactKind.QueryFilter, FactKind.QueryKeeps, FactKind.QueryBreaks, FactKind.QueryFolds, FactKind.Materialiser
    ];

    // Objects that tell of the program, the host or the deployment.
    private static readonly string[] Settings = ["Options", "Settings", "Configuration", "Config", "Context", "Provider", "Registry"];

    private readonly QueryReader _reader = context.Queries;
    private readonly PageReaders _pages = new(context.Facts);
    private readonly HandlerDetector _handlers = new(context);

    /// <summary>Whether nothing but the data limits the number of elements. What is not seen is not unbounded.</summary>
    public bool AreUnbounded(IOperation sequence) => AreUnbounded(sequence, []);

    /// <param name="asked">The variables that are being asked about already: <c>orders = orders.Where(…)</c> adds nothing.</param>
    private bool AreUnbounded(IOperation sequence, HashSet<ISymbol> asked)
    {
        var variable = sequence.Unwrap() is ILocalReferenceOperation or IParameterReferenceOperation ? sequence.ReferencedSymbol() : null;
        if (variable is not null && (asked.Count > MaximumDepth || !asked.Add(variable)))
            return false;
        return ValueOrigin.Of(sequence).Any(origin => IsUnbounded(origin, asked)) ||
            (needsEvidence && variable is ILocalSymbol list && IsFilled(list, sequence, asked));
    }

    // var all = new List<Order>(); do { … all.AddRange(page.Items); … }, or from another sequence.
    private bool IsFilled(ILocalSymbol list, IOperation use, HashSet<ISymbol> asked)
    {
        RecursionGuard.Check();
        var adds = use.Root().Descendants().OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name is "Add" or "AddRange" &&
                call.Instance?.Unwrap() is ILocalReferenceOperation { Local: var filled } &&
                SymbolEqualityComparer.Default.Equals(filled, list)).ToList();
        if (adds.Count == 0)
            return false;
        if (adds.Any(add => ElementLoop.Of(add) is { Sequence: var sequence }
            ? AreUnbounded(sequence, asked)
            : add is { TargetMethod.Name: "AddRange", Arguments: { Length: 1 } added } && AreUnbounded(added[0].Value, asked)))
            return true;
        return use.SemanticModel is { } model &&
            PagingEvidence.For(context)
                .In(model)
                .Any(finding => finding is { Fault: PagingFault.AllCollected, Collection: { } all } &&
                    SymbolEqualityComparer.Default.Equals(all.ReferencedSymbol(), list));
    }

    // What belongs to one customer is no more than that when evidence is wanted.
    private bool IsMany(QueryExtent extent) => needsEvidence ? extent == QueryExtent.All : extent != QueryExtent.Limited;

    // A sequence of pages, unless quotas limit it.
    private bool IsStream(IOperation origin) =>
        _pages.StreamOf(origin) is { Type: { } type } stream && !PageReaders.IsOfOne(stream) &&
        !context.Facts.Has(FactKind.QuotaClient, type);

    private bool IsUnbounded(IOperation origin, HashSet<ISymbol> asked)
    {
        RecursionGuard.Check();
        return origin switch
        {
            ITranslatedQueryOperation query => AreUnbounded(query.Operation, asked),
            IInvocationOperation call => IsUnboundedCall(call, asked),
            IParameterReferenceOperation { Parameter: var parameter } => IsUnboundedParameter(parameter, asked),
            IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } dictionary } => AreUnbounded(dictionary, asked),
            IPropertyReferenceOperation { Instance: { } payload } property when !_reader.Facts.IsSource(property.Type) =>
                property.Type is { } type && HoldsData(type) && IsPayload(property, payload),
            _ => _reader.Read(origin) is { } query ? IsMany(query.Extent) : IsStream(origin),
        };
    }

    private bool IsUnboundedCall(IInvocationOperation call, HashSet<ISymbol> asked)
    {
        var method = call.TargetMethod;
        if (_reader.Facts.Is(FactKind.QueryLimit, method))
            return false;
        if (_reader.Facts.Is(FactKind.BufferedQuery, method))
            return IsMany(_reader.ReadOwn(call).Extent);
        if (_reader.Read(call) is { } query)
            return IsMany(query.Extent);
        if (_pages.Drains(method) || IsStream(call))
            return true;
        var first = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        if (first is not null &&
            (Operators.Any(kind => _reader.Facts.Is(kind, method)) || method is { Name: "WhenAll", ContainingType.Name: "Task" }))
            return AreUnbounded(first, asked);

        if (needsEvidence)
            return asked.Count <= MaximumDepth && asked.Add(method.OriginalDefinition) &&
                context.BodiesBehind(method).SelectMany(context.ReturnedBy).Any(returned => AreUnbounded(returned, asked));

        // What has to be waited for comes from elsewhere: a database, another service.
        return call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } results } &&
            HoldsData(results[0]) && call.Parent is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" };
    }

    private bool IsUnboundedParameter(IParameterSymbol parameter, HashSet<ISymbol> asked)
    {
        if (parameter.IsParams ||
            parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not (MethodKind.AnonymousFunction
                or MethodKind.Constructor) } method || !HoldsData(parameter.Type))
            return false;
        if (needsEvidence
            ? _handlers.IsHandler(method)
            : method.DeclaredAccessibility != Accessibility.Private && method.MethodKind != MethodKind.LocalFunction)
            return true;
        return context.Calls.Of(method).OfType<IInvocationOperation>()
            .Select(call => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value)
            .Any(argument => argument is not null && AreUnbounded(argument, asked));
    }

    // request.Items, order.Lines: declared here or in a library of messages, and not by the framework.
    private bool IsPayload(IPropertyReferenceOperation property, IOperation payload)
    {
        var type = property.Property.ContainingType;
        if (payload is IInstanceReferenceOperation || Settings.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)) ||
            context.Facts.Has(FactKind.Configuration, type) || type.IsBehaviour())
            return false;
        return property.Property.IsInSource() && !property.Property.IsStatic && RootOf(payload) switch
        {
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method } parameter => (!needsEvidence || _handlers.IsHandler(method)) && !Settings.Any(word => parameter.Parameter.Type.Name.EndsWith(word, StringComparison.Ordinal)),
            IInvocationOperation { Type.Name: "Task" or "ValueTask" } => !needsEvidence,
            _ => false,
        };
    }

    private static IOperation? RootOf(IOperation value)
    {
        var current = ValueOrigin.Of(value).FirstOrDefault();
        for (var step = 0; step < MaximumDepth && current is IPropertyReferenceOperation { Instance: { } instance }; step++)
            current = ValueOrigin.Of(instance).FirstOrDefault();
        return current;
    }

    /// <summary>Whether the type is a collection of data: not of handlers, types and states, nor of batches.</summary>
    private bool HoldsData(ITypeSymbol type) => ElementOf(type) is { } element &&
        element.TypeKind is not (TypeKind.Enum or TypeKind.Delegate or TypeKind.Error or TypeKind.Dynamic) &&
        element is not INamedTypeSymbol { Name: "Task" or "ValueTask" or "ClaimsIdentity" or "Claim" } &&
        !element.IsBehaviour() && ElementOf(element) is null &&
        !context.Facts.Has(FactKind.Closed, element) && !context.Facts.Has(FactKind.Code, element) &&
        !context.Facts.Has(FactKind.Bounded, element);

    private static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return array.ElementType;
        return type.SpecialType == SpecialType.System_String
            ? null
            : type.AllInterfaces.Prepend(type as INamedTypeSymbol).OfType<INamedTypeSymbol>()
                .FirstOrDefault(implemented => implemented.OriginalDefinition.SpecialType ==
                    SpecialType.System_Collections_Generic_IEnumerable_T ||
                    implemented is { Name: "IAsyncEnumerable", TypeArguments.Length: 1 })?
                .TypeArguments[0];
    }
}
