using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrowthGuard.Analyzers.Analysis.Execution;
using GrowthGuard.Analyzers.Analysis.Queries.Linq;
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
    private readonly PagedOperations _operations;
    private readonly DeserialisedPages _deserialised;
    private readonly HandWrittenPages _byHand;
    private readonly AddressedPages _addressed;
    private readonly PageReaders? _readers;
    private readonly ExecutionPhaseAnalysis _phases;
    private readonly AdvanceJudge _advance;
    private readonly FirstPageJudge _firstPage;
    private readonly PageReaderJudge _readerJudge;
    private readonly FirstOfPages _firstOfPages;
    private readonly ConcurrentDictionary<SyntaxTree, Lazy<ImmutableArray<PagingFinding>>> _findings = new();

    private PagingEvidence(CompilationAnalysis context)
    {
        var tokens = new PageTokens(context.Facts);
        _context = context;
        _operations = new PagedOperations(context.Compilation, context.Declarations, context.Facts);
        _deserialised = new DeserialisedPages(context);
        _byHand = new HandWrittenPages(context);
        _addressed = new AddressedPages(context, tokens, _byHand);
        _readers = _operations.Names is not null || PageReaders.AreIn(context.Compilation, context.Facts)
            ? new PageReaders(context.Facts)
            : null;
        _phases = new ExecutionPhaseAnalysis(context, new CallSiteFinder(context, null));
        _advance = new AdvanceJudge(context.Facts);
        _firstPage = new FirstPageJudge(context.Facts, tokens);
        _readerJudge = new PageReaderJudge(context, tokens);
        _firstOfPages = new FirstOfPages(context.Facts, _firstPage);
    }

    /// <summary>The evidence of a compilation.</summary>
    public static PagingEvidence For(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken) =>
        Known.GetValue(GrowthAnalysis.For(compilation, options, cancellationToken).Context, static context => new PagingEvidence(context));

    /// <inheritdoc cref="For(Compilation, AnalyzerOptions, CancellationToken)"/>
    public static PagingEvidence For(CompilationAnalysis context) => Known.GetValue(context, static context => new PagingEvidence(context));

    /// <summary>The faults in one file, in the order of its text.</summary>
    public ImmutableArray<PagingFinding> In(SemanticModel model) =>
        _findings.GetOrAdd(model.SyntaxTree, _ => new Lazy<ImmutableArray<PagingFinding>>(() => Find(model).ToImmutableArray())).Value;

    private IEnumerable<PagingFinding> Find(SemanticModel model) =>
        OfOffsets(model).Concat(OfClients(model)).Where(finding => !_phases.IsTestFixture(finding.Site.ContainingMember()?.ContainingType));

    private IEnumerable<PagingFinding> OfOffsets(SemanticModel model) =>
        OffsetLoops.In(model, _context.Facts)
            .Select(call => new PagingFinding(
                PagingFault.OffsetStands,
                call,
                call.TargetMethod.Name,
                null,
                call.Arguments[1].Value.Syntax.ToString()));

    // Only where a client is referenced: nothing of the kind can be called elsewhere.
    private IEnumerable<PagingFinding> OfClients(SemanticModel model) =>
        InCalls(model, _operations.Names, InOperation)
            .Concat(InCalls(model, _readers?.Names, InReader))
            .Concat(InCalls(model, _readers is null ? null : _firstOfPages.Names, InPages))
            .Concat(_deserialised.AreIn(model.SyntaxTree) ? InCalls(model, _deserialised.Names, InDeserialised) : [])
            .Concat(_deserialised.AreIn(model.SyntaxTree) ? InCalls(model, _byHand.Requests, InRequest) : [])
            .Concat(_deserialised.AreIn(model.SyntaxTree) ? _byHand.In(model).SelectMany(InHandWritten) : [])
            .Concat(_readers is null
                ? []
                : IdentifierIndex.FindForEach(model.SyntaxTree)
                    .Where(each => each.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword) || _readers.MayBeStream(each.Expression))
                    .SelectMany(each => InStream(each, model)))
            .OrderBy(finding => finding.Site.Syntax.SpanStart);

    private static IEnumerable<PagingFinding> InCalls(
        SemanticModel model,
        IdentifierSet? names,
        Func<InvocationExpressionSyntax, SemanticModel, IEnumerable<PagingFinding>> find) =>
        names is null
            ? []
            : IdentifierIndex.WrittenIn(model.SyntaxTree, names)
                .SelectMany(name => CallsOf(name, model.SyntaxTree))
                .SelectMany(call => find(call, model));

    private static IEnumerable<InvocationExpressionSyntax> CallsOf(string name, SyntaxTree tree) =>
        IdentifierIndex.Find(name, tree, null)
            .Select(found => found.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax
                ? found.Parent.Parent
                : found.Parent)
            .OfType<InvocationExpressionSyntax>()
            .Where(call => CallFinder.NameOf(call) == name);

    private IEnumerable<PagingFinding> InOperation(InvocationExpressionSyntax syntax, SemanticModel model)
    {
        if (IsHandedOn(syntax) && !GivesByOut(syntax) || model.SymbolInfoOf(syntax).Symbol is not IMethodSymbol method)
            return [];
        var receiver = method.IsStatic
            ? null
            : syntax.Expression is MemberAccessExpressionSyntax access
            ? model.TypeInfoOf(access.Expression).Type
            : method.ContainingType;
        return _operations.Of(method, receiver) is { } operation && model.OperationOf(syntax) is IInvocationOperation call
            ? OfOperation(new PagedCall(call, operation, _context))
            : [];
    }

    private IEnumerable<PagingFinding> InPages(InvocationExpressionSyntax syntax, SemanticModel model) =>
        _firstOfPages.MayBe(syntax) && model.OperationOf(syntax) is IInvocationOperation pages && _firstOfPages.IsTakenForAll(pages)
            ? [new PagingFinding(PagingFault.FirstPageOnly, pages, OperationBehind(pages.Instance ?? pages), null, PagingFinding.OfPages)]
            : [];

    private IEnumerable<PagingFinding> InDeserialised(InvocationExpressionSyntax syntax, SemanticModel model)
    {
        if (IsHandedOn(syntax) || model.SymbolInfoOf(syntax).Symbol is not IMethodSymbol method ||
            _deserialised.Of(method) is not { } operation || model.OperationOf(syntax) is not IInvocationOperation call)
            return [];
        var page = new PagedCall(call, operation, _context);
        return _firstPage.IsFirstPageOnly(page) ? [new PagingFinding(PagingFault.FirstPageOnly, call, method.Name, operation, "")] : [];
    }

    private IEnumerable<PagingFinding> InRequest(InvocationExpressionSyntax syntax, SemanticModel model) =>
        model.SymbolInfoOf(syntax).Symbol is IMethodSymbol method && _deserialised.Of(method) is null &&
        model.OperationOf(syntax) is IInvocationOperation request && _addressed.IsFirstOnly(request)
            ? [new PagingFinding(PagingFault.FirstPageOnly, request, method.Name, null, PagingFinding.OfAddress)]
            : [];

    private IEnumerable<PagingFinding> InHandWritten(HandWrittenLoop pages)
    {
        var name = pages.Request.TargetMethod.Name;
        if (_byHand.StandingPosition(pages) is { } position)
            return [new PagingFinding(PagingFault.OffsetStands, pages.Request, name, null, position)];
        return _byHand.IsStuck(pages) && pages.Request.Type is INamedTypeSymbol answer
            ?
            [
                new PagingFinding(
                    PagingFault.NotHandedOn,
                    pages.Request,
                    name,
                    new PagedOperation(
                        name,
                        answer,
                        PageStrength.Token,
                        ImmutableArray.Create(new PageToken(null, pages.Token!, "", PageInputKind.Elsewhere, answer))),
                    "")
            ]
            : Collected(pages.Loop, value => _byHand.IsOfAnswer(value, pages), [], name, null);
    }

    // return client.List(marker, out _): others get the items only.
    private static bool GivesByOut(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(static argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword));

    // return client.ListAsync(…): for others to go on.
    private static bool IsHandedOn(InvocationExpressionSyntax call)
    {
        SyntaxNode value = call;
        while (value.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax ||
            (value.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait",
                Parent: InvocationExpressionSyntax }))
            value = value.Parent is MemberAccessExpressionSyntax ? value.Parent.Parent! : value.Parent!;
        return value.Parent is YieldStatementSyntax ||
            (value.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax && !GivesNothing(value.Parent));
    }

    // Task SaveAsync() => client.WriteAsync(…): nobody gets the response.
    private static bool GivesNothing(SyntaxNode returned) =>
        returned.FirstAncestorOrSelf<SyntaxNode>(static node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax
            or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax) switch
        {
            MethodDeclarationSyntax method => IsNothing(method.ReturnType),
            LocalFunctionStatementSyntax function => IsNothing(function.ReturnType),
            AnonymousFunctionExpressionSyntax => true,
            _ => false,
        };

    private static bool IsNothing(TypeSyntax type) =>
        type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            or IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" }
            or QualifiedNameSyntax { Right: IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } };

    private IEnumerable<PagingFinding> InReader(InvocationExpressionSyntax syntax, SemanticModel model)
    {
        var name = CallFinder.NameOf(syntax)!;
        if (_readers!.MayCollect(name))
            return syntax.Expression is MemberAccessExpressionSyntax { Expression: var source } && _readers!.MayBeStream(source)
                ? OfCollecting(syntax, source, model)
                : [];
        if (model.SymbolInfoOf(syntax).Symbol is not IMethodSymbol method || !(_readers!.Reads(method) || _readers.Drains(method)) ||
            model.OperationOf(syntax) is not IInvocationOperation call)
            return [];
        return _readers.Reads(method) ? OfReader(call) : [new PagingFinding(PagingFault.AllCollected, call, "The result", null, name)];
    }

    private IEnumerable<PagingFinding> OfOperation(PagedCall call)
    {
        var operation = call.Operation;
        var name = call.Call.TargetMethod.Name;
        if (operation.Remainder is { } remainder && IsDropped(call, remainder))
            yield return new PagingFinding(PagingFault.RemainderDropped, call.Call, name, operation, remainder.Output);
        else if (operation.OfRemainder is { } batch && PagingLoop.Around(call.Call) is { } retries &&
            FaultOfRetries(retries, new PagedCall(call.Call, batch, _context)) is { } repeated)
            yield return new PagingFinding(repeated, call.Call, name, operation, operation.Remainder!.Output);
        if (operation.Tokens.IsEmpty)
            yield break;
        if (PagingLoop.Around(call.Call) is { } loop)
        {
            if (_advance.FaultIn(loop, call) is { } fault)
                yield return new PagingFinding(fault.Fault, call.Call, name, operation, fault.Detail);
            else if (_firstPage.IsFirstPageOnly(call))
                yield return new PagingFinding(PagingFault.FirstPageOnly, call.Call, name, operation, "");
            else if (call.Flow.Sinks.Count > 0 || call.Flow.GoesElsewhere ||
                (operation.Strength != PageStrength.Token && loop.EndsBy(call.Flow.Tests)))
            {
                foreach (var finding in Collected(
                    loop,
                    call.Items.Contains,
                    call.Flow.Tests.Concat(call.TokenReads.Select(read => read.Operation)),
                    operation.Name,
                    operation.Request))
                    yield return finding;
            }
        }
        else if (AdvanceJudge.IsAskedInLoop(call))
            yield return new PagingFinding(PagingFault.CallBeforeLoop, call.Call, name, operation, "");
        else if (_firstPage.IsFirstPageOnly(call))
            yield return new PagingFinding(PagingFault.FirstPageOnly, call.Call, name, operation, "");
    }

    private static PagingFault? FaultOfRetries(PagingLoop loop, PagedCall batch) =>
        AdvanceJudge.IsSame(loop, batch) ? PagingFault.SameBatch : AdvanceJudge.IsForEver(loop, batch) ? PagingFault.RepeatedForEver : null;

    // A response that only tells of failures tells of them by the other entries, too.
    private static bool IsDropped(PagedCall call, Remainder remainder) =>
        !call.Uses.IsHandedOn &&
        !call.Uses.Reads.Any(read => read.Path == remainder.Output ||
            (remainder.Input is null && read.Name is not ("HttpStatusCode" or "ResponseMetadata" or "ContentLength")));

    private IEnumerable<PagingFinding> OfReader(IInvocationOperation call)
    {
        if (_readerJudge.FaultOf(call) is { } fault)
            return [new PagingFinding(fault, call, call.TargetMethod.Name, null, "")];
        if (PagingLoop.Around(call) is not { } loop || _readerJudge.IsShort(call))
            return [];
        var uses = ResponseUses.Of(call);
        var pages = uses.Enumerations
            .Concat(uses.Reads
                .Where(read => PartialReads.IsOfItems(read.Name, read.Type) || read.Name == "Resource")
                .Select(read => read.Operation))
            .Append(call).ToList();
        return Collected(loop, pages.Contains, [], call.TargetMethod.Name, null);
    }

    private IEnumerable<PagingFinding> InStream(ForEachStatementSyntax syntax, SemanticModel model)
    {
        if (model.OperationOf(syntax) is not IForEachLoopOperation each || _readers!.StreamOf(each.Collection) is not { } stream ||
            IsOfOne(stream))
            return [];
        var variables = each.Locals;
        var isPages = variables.Any(variable => variable.Type.Name == "Page" ||
            variable.Type.Name.EndsWith("Response", StringComparison.Ordinal));
        return Collected(
            PagingLoop.Of(each, !isPages),
            value => isPages ? IsOfPage(value, variables) : IsOfItem(value, variables),
            [],
            OperationBehind(stream),
            stream.Type);
    }

    // By the whole name of what it gives, or by a condition: what belongs to one customer.
    private bool IsOfOne(IOperation stream) =>
        PageReaders.IsOfOne(stream) ||
        ValueOrigin.Of(stream).OfType<IInvocationOperation>().Any(call =>
            _context.Queries.ExtentOfConditions(call) >= QueryExtent.ByData);

    private static bool IsOfItem(IOperation value, ImmutableArray<ILocalSymbol> variables) =>
        value.DescendantsAndSelf()
            .Any(part => part is ILocalReferenceOperation local && variables.Contains(local.Local, SymbolEqualityComparer.Default));

    // page, page.Items, page.Values
    private static bool IsOfPage(IOperation value, ImmutableArray<ILocalSymbol> variables) => value switch
    {
        ILocalReferenceOperation local => variables.Contains(local.Local, SymbolEqualityComparer.Default),
        IPropertyReferenceOperation { Instance: ILocalReferenceOperation page } property =>
            variables.Contains(page.Local, SymbolEqualityComparer.Default) && PartialReads.IsOfItems(property.Property),
        _ => false,
    };

    private IEnumerable<PagingFinding> OfCollecting(InvocationExpressionSyntax syntax, ExpressionSyntax source, SemanticModel model)
    {
        if (model.OperationOf(syntax) is not IInvocationOperation call || model.OperationOf(source) is not { } collected ||
            _readers!.StreamOf(collected) is not { } stream || IsOfOne(stream) ||
            IsOfQuota(OperationBehind(stream), stream.Type))
            return [];
        return [new PagingFinding(PagingFault.AllCollected, call, "The result", null, OperationBehind(stream))];
    }

    private IEnumerable<PagingFinding> Collected(
        PagingLoop loop,
        Func<IOperation, bool> isPage,
        IEnumerable<IOperation> tests,
        string operation,
        ITypeSymbol? request)
    {
        if (IsOfQuota(operation, request) || loop.HasLimit(tests))
            yield break;
        foreach (var (site, collection) in Accumulation.In(loop, isPage))
            yield return new PagingFinding(
                PagingFault.AllCollected,
                site,
                "'" + collection.Syntax + "'",
                null,
                operation) { Collection = collection };
    }

    // What the account's quotas limit does not fill the memory: by what the operation is called, or by what each item is.
    private bool IsOfQuota(string operation, ITypeSymbol? client) =>
        client is not null && !_context.Facts.Names(FactKind.LargeList, operation) &&
            ((_context.Facts.Has(FactKind.QuotaClient, client) &&
                _context.Facts.OfKind(FactKind.QuotaVerb).Any(fact => operation.StartsWithWord(fact.Name))) ||
            (client is INamedTypeSymbol { TypeArguments: { Length: 1 } items } && _context.Facts.Has(FactKind.QuotaClient, items[0])));

    // client.Paginators.Scan(request).Responses, container.GetBlobsAsync()
    private string OperationBehind(IOperation stream)
    {
        var calls = ValueOrigin.Of(stream).SelectMany(WithSources).OfType<IInvocationOperation>().ToList();
        var source = calls.LastOrDefault(call => _readers!.IsStream(call)) ?? calls.FirstOrDefault();
        return stream.Syntax is InvocationExpressionSyntax written && stream is not IInvocationOperation
            ? CallFinder.NameOf(written) ?? ""
            : source?.TargetMethod.Name ?? stream.Type?.Name ?? "";
    }

    // var pages = client.Paginators.Scan(request); … pages.Responses
    private static IEnumerable<IOperation> WithSources(IOperation origin) =>
        origin.DescendantsAndSelf()
            .SelectMany(part => part is ILocalReferenceOperation
                ? ValueOrigin.Of(part).SelectMany(source => source.DescendantsAndSelf())
                : [part]);
}
