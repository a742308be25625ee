using System.Text.RegularExpressions;
using GrowthGuard.Analyzers.Analysis.Queries.Linq;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>Judges calls of readers that give the next page each time: iterators of Cosmos, searches of DynamoDB.</summary>
internal sealed class PageReaderJudge(CompilationAnalysis context, PageTokens tokens)
{
    // A query that says itself how much it gives.
    private static readonly Regex Limited = new(
        @"\b(TOP\s|LIMIT\s|COUNT\s*\(|SUM\s*\(|MAX\s*\(|MIN\s*\(|AVG\s*\()",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>What is wrong with the way in which the reader is read, or <see langword="null"/>.</summary>
    public PagingFault? FaultOf(IInvocationOperation call)
    {
        var uses = ResponseUses.Of(call);
        if (PagingLoop.IsAround(call))
            return PagingLoop.Around(call) is { } loop && IsEndlessFeed(loop, call) ? PagingFault.EndlessFeed : null;
        if (call.Instance?.Unwrap() is not ILocalReferenceOperation { Local: var reader } || uses.IsHandedOn || !TakesItems(uses))
            return null;

        // One more call, or a loop elsewhere; a token that is read can be given on.
        var others = call.Root().Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, reader) && !call.Contains(reference)).ToList();
        if (others.Any(reference => reference.Parent is not (IPropertyReferenceOperation or IAssignmentOperation
            or IVariableInitializerOperation or IUsingOperation) && !IsEnd(reference)))
            return null;
        var loops = others.Select(PagingLoop.Around).OfType<PagingLoop>().ToList();
        if (loops.Count > 0)
            return loops.All(found => found.Exits.Count == 1 && others.Any(reference => found.Exits[0].Condition.Contains(reference)) &&
                !found.Body.Descendants().OfType<ILocalReferenceOperation>()
                    .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, reader)))
                ? PagingFault.CallBeforeLoop
                : null;
        return ReadsToken(uses.Reads.Select(read => read.Name)) ||
            ReadsToken(others
                .Select(reference => reference.Parent).OfType<IPropertyReferenceOperation>()
                .Select(property => property.Property.Name)) || IsLimited(reader, call)
            ? null
            : PagingFault.FirstPageOnly;
    }

    /// <summary>Whether the query that became the reader says how much it gives at most: all its pages are no more than that.</summary>
    public bool IsShort(IInvocationOperation call) =>
        call.Instance?.Unwrap() is ILocalReferenceOperation reader && PartsOfMaking(reader.Local, call).Any(IsShortPart);

    private bool IsShortPart(IOperation part) => IsLimit(part) || IsOfOne(part) || IsShortForCallers(part);

    // A private helper is given the query: then it is what all of its callers say.
    private bool IsShortForCallers(IOperation part)
    {
        RecursionGuard.Check();
        return part is IArgumentOperation argument &&
            argument.Value.Unwrap()
                is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol helper } given } &&
            helper.DeclaredAccessibility == Accessibility.Private &&
            context.ReferencesTo(helper).OfType<IInvocationOperation>()
                .Where(caller => !SymbolEqualityComparer.Default.Equals(caller.ContainingMember(), helper))
                .ToList() is { Count: > 0 } callers &&
            callers.All(caller => caller.Arguments.FirstOrDefault(own => own.Parameter?.Ordinal == given.Ordinal) is { } own &&
                PartsOf(own).Any(IsShortPart));
    }

    // What belongs to one customer, by a condition or by the partition.
    private bool IsOfOne(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod.Name: "ToFeedIterator" or "AsDocumentQuery", Arguments: { Length: > 0 } arguments } =>
            context.Queries.Read(arguments[0].Value) is { Extent: >= QueryExtent.ByData },
        IArgumentOperation { Parameter.Type.SpecialType: SpecialType.System_String } argument =>
            context.Queries.ExtentOfText(argument.Value) >= QueryExtent.ByData,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "PartitionKey" }, Value: var key } =>
            key.DescendantsAndSelf()
                .Any(inner => inner is ILocalReferenceOperation or IParameterReferenceOperation
                    or IPropertyReferenceOperation { Property.IsStatic: false }),
        _ => false,
    };

    private static bool IsLimit(IOperation part) => part switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => Limited.IsMatch(text),
        IInvocationOperation { TargetMethod.Name: "Take" } => true,
        _ => false,
    };

    private static bool TakesItems(ResponseUses uses) =>
        uses.Enumerations
            .Concat(uses.Reads
                .Where(read => PartialReads.IsOfItems(read.Name, read.Type) || read.Name == "Resource")
                .Select(read => read.Operation))
            .Any(items => !PartialReads.IsPartial(items));

    private static bool ReadsToken(IEnumerable<string> names) => names.Any(name => name.EndsWith("Token", StringComparison.Ordinal));

    private static bool IsEnd(ILocalReferenceOperation reference) =>
        reference.Parent is IInvocationOperation { TargetMethod.Name: "Dispose" or "DisposeAsync" };

    // The query, the request's options, a limit in an expression of LINQ: all in the arguments of what made the reader.
    private bool IsLimited(ILocalSymbol reader, IOperation call) => PartsOfMaking(reader, call).Any(part => IsLimit(part) || part switch
    {
        IParameterReferenceOperation parameter =>
            tokens.IsLimit(NamePattern.PropertyOf(parameter.Parameter.Name)) || ReadsToken([parameter.Parameter.Name]),
        IObjectCreationOperation creation => RequestSettings.Of(creation, context).Values.Any(setting => tokens.IsLimit(setting.Name)),
        _ => false,
    });

    private static IEnumerable<IOperation> PartsOfMaking(ILocalSymbol reader, IOperation call) =>
        ValueOrigin.AssignedTo(reader, call.Root()).SelectMany(PartsOf);

    private static IEnumerable<IOperation> PartsOf(IOperation made) =>
        made.DescendantsAndSelf()
            .Concat(made.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
                .SelectMany(ValueOrigin.Of)
                .SelectMany(origin => origin.DescendantsAndSelf()));

    // HasMoreResults of a change feed is always true: a loop has to leave when nothing has changed, or to wait.
    private static bool IsEndlessFeed(PagingLoop loop, IInvocationOperation call) =>
        call.Instance?.Unwrap() is ILocalReferenceOperation reader &&
        ValueOrigin.Of(reader)
            .All(origin => origin is IInvocationOperation { TargetMethod.Name: var name } &&
                name.StartsWith("GetChangeFeed", StringComparison.Ordinal)) &&
        loop.Exits.Count == 1 && loop.Exits[0].Condition.Unwrap() is IPropertyReferenceOperation { Property.Name: "HasMoreResults" } &&
        !loop.Body.Descendants()
            .Any(part => part is IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation or IThrowOperation
                or IInvocationOperation { TargetMethod.Name: "Delay" or "Sleep" } || part.Type?.Name == "HttpStatusCode");
}
