using GrowthGuard.Analyzers.Analysis.Queries.Linq;
using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.CodeModel.References;
using GrowthGuard.Analyzers.CodeModel.Symbols;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Finds code that asks a sequence for its pages, takes the items of the first, and leaves:
/// <c>await foreach (var page in blobs.AsPages()) return page.Values;</c>.
/// </summary>
internal sealed class FirstOfPages(FactTable facts, FirstPageJudge judge)
{
    private readonly HashSet<string> _firstElement =
    [
        .. PageReaders.NamesOf(facts, FactKind.PageFirst).SelectMany(PageReaders.WithAsync)
    ];
    private readonly PageWords _words = PageWords.Of(facts);

    /// <summary>The method that requests pages.</summary>
    public IdentifierSet Names { get; } = new(PageReaders.NamesOf(facts, FactKind.PageSplit));

    /// <summary>Whether only the first of the pages is read that a call gives, by all that this member does with it.</summary>
    public bool IsTakenForAll(IInvocationOperation pages) =>
        IsOfPages(pages) && !judge.IsGivenPosition(pages) && !IsOfWindow(pages) && !judge.IsLimitedOnPurpose(pages) && (Behind(pages) switch
        {
            IInvocationOperation { TargetMethod.Name: var name } first
                when _firstElement.Contains(name) &&
                    !first.Arguments.Any(argument => argument.Value.Unwrap() is IDelegateCreationOperation) =>
                        OnlyItemsAreRead(ResponseUses.Of(first)),
            IForEachLoopOperation { Locals: { Length: 1 } variables } loop when IsLeftInFirstPass(loop) =>
                OnlyItemsAreRead(loop.Body, variables[0]),
            _ => false,
        });

    /// <summary>Whether the text around a call allows it: most pages are gone through.</summary>
    public bool MayBe(InvocationExpressionSyntax pages) =>
        pages.FirstAncestorOrSelf<ForEachStatementSyntax>() is { } loop && loop.Expression.Contains(pages) ||
        pages.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var next } && _firstElement.Contains(next);

    // Whoever gives both ends goes on from the last item by another window.
    private static bool IsOfWindow(IInvocationOperation pages) =>
        (pages.Instance ?? pages.Arguments.FirstOrDefault()?.Value) is { } items &&
        ValueOrigin.Of(items).OfType<IInvocationOperation>()
            .Any(call => call.Arguments.Any(argument => QueryConditions.IsWindow(argument.Value)));

    // IEnumerable<Page<BlobItem>>, IAsyncEnumerable<Page<BlobItem>>
    private static bool IsOfPages(IInvocationOperation pages) =>
        pages.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } elements } && elements[0].Name == "Page";

    // What is done with the pages, behind ConfigureAwait and WithCancellation.
    private static IOperation? Behind(IOperation pages)
    {
        var current = pages;
        while (current.Parent is IConversionOperation or IArgumentOperation or IParenthesizedOperation
            or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" })
            current = current.Parent;
        return current.Parent;
    }

    private static bool IsLeftInFirstPass(IForEachLoopOperation loop)
    {
        var last = loop.Body is IBlockOperation { Operations: { Length: > 0 } statements } ? statements[statements.Length - 1] : loop.Body;
        return last is IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.Break } &&
            !loop.Body.Descendants()
                .Any(part => part is IBranchOperation { BranchKind: BranchKind.Continue } next &&
                    next.Target.Equals(loop.ContinueLabel, SymbolEqualityComparer.Default));
    }

    private bool OnlyItemsAreRead(ResponseUses uses) =>
        !uses.IsHandedOn && !uses.Reads.Any(read => _words.IsOutput(read.Name)) &&
        uses.Reads.Any(read => PartialReads.IsOfItems(read.Name, read.Type) && !PartialReads.IsPartial(read.Operation));

    private bool OnlyItemsAreRead(IOperation body, ILocalSymbol page)
    {
        var reads = body.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, page))
            .Select(reference => reference.Parent as IPropertyReferenceOperation).ToList();
        return reads.All(read => read is not null && !_words.IsOutput(read.Property.Name)) &&
            reads.Any(read => PartialReads.IsOfItems(read!.Property) && !PartialReads.IsPartial(read));
    }
}
