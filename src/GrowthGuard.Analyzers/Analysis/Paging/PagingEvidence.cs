using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Stores;
using GrowthGuard.Analyzers.CodeModel;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>What the rules about pages find in the files of a compilation: found once, for all of them.</summary>
internal sealed class PagingEvidence
{
    private static readonly ConditionalWeakTable<CompilationAnalysis, PagingEvidence> Known = new();

    private readonly CompilationAnalysis _context;
    private readonly PagedOperations? _operations;
    private readonly PageReaders? _readers;
    private readonly ExecutionPhaseAnalysis _phases;
    private readonly AdvanceJudge _advance;
    private readonly FirstPageJudge _firstPage;
    private readonly PageReaderJudge _readerJudge;
    private readonly ConcurrentDictionary<SyntaxTree, Lazy<ImmutableArray<PagingFinding>>> _findings = new();

    private PagingEvidence(CompilationAnalysis context)
    {
        var tokens = new PageTokens(context.Facts);
        _context = context;
        _operations = PagedOperations.In(context.Compilation, context.Facts);
        _readers = PageReaders.AreIn(context.Compilation, context.Facts) ? new PageReaders(context.Facts) : null;
        _phases = new ExecutionPhaseAnalysis(context, new CallSiteFinder(context, null));
        _advance = new AdvanceJudge(context.Facts);
        _firstPage = new FirstPageJudge(context.Facts, tokens);
        _readerJudge = new PageReaderJudge(context, tokens);
    }

    /// <summary>The evidence of a compilation.</summary>
    public static PagingEvidence For(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken) =>
        Known.GetValue(GrowthAnalysis.For(compilation, options, cancellationToken).Context, static context => new PagingEvidence(context));

    /// <summary>The faults in one file, in the order of its text.</summary>
    public ImmutableArray<PagingFinding> In(SemanticModel model) => _findings.GetOrAdd(model.SyntaxTree, _ => new Lazy<ImmutableArray<PagingFinding>>(() => Find(model).ToImmutableArray())).Value;

    private IEnumerable<PagingFinding> Find(SemanticModel model) =>
        OfOffsets(model).Concat(_operations is null && _readers is null ? [] : OfClients(model)).Where(finding => !_phases.IsTestFixture(finding.Site.ContainingMember()?.ContainingType));

    private IEnumerable<PagingFinding> OfOffsets(SemanticModel model) =>
        OffsetLoops.In(model, _context.Facts).Select(call => new PagingFinding(PagingFault.OffsetStands, call, call.TargetMethod.Name, null, call.Arguments[1].Value.Syntax.ToString()));

    // Only where a client is referenced: nothing of the kind can be called elsewhere.
    private IEnumerable<PagingFinding> OfClients(SemanticModel model) =>
        InCalls(model, _operations?.Names, InOperation)
            .Concat(InCalls(model, _readers?.Names, InReader))
            .Concat(_readers is null ? [] : IdentifierIndex.FindForEach(model.SyntaxTree).Where(each => each.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword) || _readers.MayBeStream(each.Expression)).SelectMany(each => InStream(each, model)))
            .OrderBy(finding => finding.Site.Syntax.SpanStart);

    private static IEnumerable<PagingFinding> InCalls(SemanticModel model, IdentifierSet? names, Func<InvocationExpressionSyntax, SemanticModel, IEnumerable<PagingFinding>> find) =>
        names is null
            ? []
            : IdentifierIndex.WrittenIn(model.SyntaxTree, names).SelectMany(name => CallsOf(name, model.SyntaxTree)).SelectMany(call => find(call, model));

    private static IEnumerable<InvocationExpressionSyntax> CallsOf(string name, SyntaxTree tree) =>
        IdentifierIndex.Find(name, tree, null)
            .Select(found => found.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? found.Parent.Parent : found.Parent)
            .OfType<InvocationExpressionSyntax>()
            .Where(call => CallFinder.NameOf(call) == name);

    private IEnumerable<PagingFinding> InOperation(InvocationExpressionSyntax syntax, SemanticModel model) =>
        model.SymbolInfoOf(syntax).Symbol is IMethodSymbol method && _operations!.Of(method) is { } operation && model.OperationOf(syntax) is IInvocationOperation call
            ? OfOperation(new PagedCall(call, operation, _context))
            : [];

    private IEnumerable<PagingFinding> InReader(InvocationExpressionSyntax syntax, SemanticModel model)
    {
        var name = CallFinder.NameOf(syntax)!;
        if (PageReaders.MayCollect(name))
            return syntax.Expression is MemberAccessExpressionSyntax { Expression: var source } && _readers!.MayBeStream(source) ? OfCollecting(syntax, source, model) : [];
        if (model.SymbolInfoOf(syntax).Symbol is not IMethodSymbol method || !(_readers!.Reads(method) || _readers.Drains(method)) || model.OperationOf(syntax) is not IInvocationOperation call)
            return [];
        return _readers.Reads(method) ? OfReader(call) : [new PagingFinding(PagingFault.AllCollected, call, "The result", null, name)];
    }

    private IEnumerable<PagingFinding> OfOperation(PagedCall call)
    {
        var operation = call.Operation;
        var name = call.Call.TargetMethod.Name;
        if (operation.Remainder is { } remainder && IsDropped(call, remainder))
            yield return new PagingFinding(PagingFault.RemainderDropped, call.Call, name, operation, remainder.Output);
        if (operation.Tokens.IsEmpty)
            yield break;
        if (PagingLoop.Around(call.Call) is { } loop)
        {
            if (_advance.FaultIn(loop, call) is { } fault)
                yield return new PagingFinding(fault.Fault, call.Call, name, operation, fault.Detail);
            else if (_firstPage.IsFirstPageOnly(call))
                yield return new PagingFinding(PagingFault.FirstPageOnly, call.Call, name, operation, "");
            else if (call.Flow.Sinks.Count > 0 || call.Flow.GoesElsewhere)
            {
                foreach (var finding in Collected(loop, call.Items.Contains, call.Flow.Tests.Concat(call.TokenReads.Select(read => read.Operation)), operation.Name))
                    yield return finding;
            }
        }
        else if (AdvanceJudge.IsAskedInLoop(call))
            yield return new PagingFinding(PagingFault.CallBeforeLoop, call.Call, name, operation, "");
        else if (_firstPage.IsFirstPageOnly(call))
            yield return new PagingFinding(PagingFault.FirstPageOnly, call.Call, name, operation, "");
    }

    // A response that only tells of failures tells of them by the other entries, too.
    private static bool IsDropped(PagedCall call, Remainder remainder) =>
        !call.Uses.IsHandedOn && !call.Uses.Reads.Any(read => read.Name == remainder.Output || (remainder.Input is null && read.Name is not ("HttpStatusCode" or "ResponseMetadata" or "ContentLength")));

    private IEnumerable<PagingFinding> OfReader(IInvocationOperation call)
    {
        if (_readerJudge.FaultOf(call) is { } fault)
            return [new PagingFinding(fault, call, call.TargetMethod.Name, null, "")];
        if (PagingLoop.Around(call) is not { } loop)
            return [];
        var uses = ResponseUses.Of(call);
        var pages = uses.Enumerations.Concat(uses.Reads.Where(read => PartialReads.IsOfItems(read.Property) || read.Name == "Resource").Select(read => read.Operation)).Append(call).ToList();
        return Collected(loop, pages.Contains, [], call.TargetMethod.Name);
    }

    private IEnumerable<PagingFinding> InStream(ForEachStatementSyntax syntax, SemanticModel model)
    {
        if (model.OperationOf(syntax) is not IForEachLoopOperation each || _readers!.StreamOf(each.Collection) is not { } stream)
            return [];
        var variables = each.Locals;
        var isPages = variables.Any(variable => variable.Type.Name == "Page" || variable.Type.Name.EndsWith("Response", StringComparison.Ordinal));
        return Collected(PagingLoop.Of(each, !isPages), value => isPages ? IsOfPage(value, variables) : IsOfItem(value, variables), [], OperationBehind(stream));
    }

    private static bool IsOfItem(IOperation value, ImmutableArray<ILocalSymbol> variables) =>
        value.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation local && variables.Contains(local.Local, SymbolEqualityComparer.Default));

    // page, page.Items, page.Values
    private static bool IsOfPage(IOperation value, ImmutableArray<ILocalSymbol> variables) => value switch
    {
        ILocalReferenceOperation local => variables.Contains(local.Local, SymbolEqualityComparer.Default),
        IPropertyReferenceOperation { Instance: ILocalReferenceOperation page } property => variables.Contains(page.Local, SymbolEqualityComparer.Default) && PartialReads.IsOfItems(property.Property),
        _ => false,
    };

    private IEnumerable<PagingFinding> OfCollecting(InvocationExpressionSyntax syntax, ExpressionSyntax source, SemanticModel model)
    {
        if (model.TypeInfoOf(source).Type is not { } type || !_context.Facts.Has(FactKind.PageStream, type) ||
            model.OperationOf(syntax) is not IInvocationOperation call || model.OperationOf(source) is not { } stream || IsOfQuota(OperationBehind(stream)))
            return [];
        return [new PagingFinding(PagingFault.AllCollected, call, "The result", null, OperationBehind(stream))];
    }

    private IEnumerable<PagingFinding> Collected(PagingLoop loop, Func<IOperation, bool> isPage, IEnumerable<IOperation> tests, string operation)
    {
        if (IsOfQuota(operation) || loop.HasLimit(tests))
            yield break;
        foreach (var (site, collection) in Accumulation.In(loop, isPage))
            yield return new PagingFinding(PagingFault.AllCollected, site, "'" + collection.Syntax + "'", null, operation);
    }

    // What the account's quotas limit does not fill the memory.
    private bool IsOfQuota(string operation) =>
        !_context.Facts.Names(FactKind.LargeList, operation) && _context.Facts.OfKind(FactKind.QuotaVerb).Any(fact => operation.StartsWithWord(fact.Name));

    // client.Paginators.Scan(request).Responses, container.GetBlobsAsync()
    private static string OperationBehind(IOperation stream) =>
        ValueOrigin.Of(stream).SelectMany(WithSources).OfType<IInvocationOperation>().Select(call => call.TargetMethod.Name).FirstOrDefault() ?? stream.Type?.Name ?? "";

    // var pages = client.Paginators.Scan(request); … pages.Responses
    private static IEnumerable<IOperation> WithSources(IOperation origin) =>
        origin.DescendantsAndSelf().SelectMany(part => part is ILocalReferenceOperation ? ValueOrigin.Of(part).SelectMany(source => source.DescendantsAndSelf()) : [part]);
}
