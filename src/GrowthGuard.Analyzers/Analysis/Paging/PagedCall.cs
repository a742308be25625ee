using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A call that gives one page, with what is known of its request and its response.</summary>
internal sealed class PagedCall
{
    public PagedCall(IInvocationOperation call, PagedOperation operation, CompilationAnalysis context)
    {
        Call = call;
        Operation = operation;
        RequestArgument = operation.Request is { } request ? call.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Value.Unwrap().Type, request) || SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, request))?.Value : null;
        Request = RequestSettings.Of(RequestArgument, context);
        Uses = ResponseUses.Of(call);
        TokenReads = Uses.Reads.Where(IsToken).ToList();
        Flow = TokenFlow.Of(TokenReads, operation);
        Items = Uses.Reads.Where(read => !IsToken(read)).Select(ItemsOf).OfType<IOperation>().Concat(Uses.Enumerations).ToList();
    }

    public IInvocationOperation Call { get; }

    public PagedOperation Operation { get; }

    /// <summary>The request that is sent, or <see langword="null"/> when its parts are arguments.</summary>
    public IOperation? RequestArgument { get; }

    public RequestSettings Request { get; }

    public ResponseUses Uses { get; }

    /// <summary>Where the response is asked for its tokens, or whether there are more pages.</summary>
    public IReadOnlyList<PropertyRead> TokenReads { get; }

    /// <summary>Where the tokens go.</summary>
    public TokenFlow Flow { get; }

    /// <summary>What is given for a token where the call takes it as an argument of its own.</summary>
    public IOperation? ArgumentFor(PageToken token) =>
        Call.Arguments.FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.Explicit && string.Equals(argument.Parameter?.Name, token.Input, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>Where the items of the response are read, or their number.</summary>
    public IReadOnlyList<IOperation> Items { get; }

    private bool IsToken(PropertyRead read) =>
        Operation.IsToken(read.Name) || Operation.Tokens.Any(token => token.Holder == read.Name && (read.Operation is not IPropertyReferenceOperation || IsTokenOf(read.Operation, token)));

    // response.ObjectParts.Parts
    private IOperation? ItemsOf(PropertyRead read) =>
        PartialReads.IsOfItems(read.Property) ? read.Operation
        : Operation.Tokens.Any(token => token.Holder == read.Name) && read.Operation.Parent is IPropertyReferenceOperation inner && PartialReads.IsOfItems(inner.Property) ? inner
        : null;

    // response.ObjectParts.NextPartNumberMarker; when the object itself is kept, its token may be read there.
    private static bool IsTokenOf(IOperation holder, PageToken token)
    {
        var parent = holder.Parent;
        while (parent is IConversionOperation or IConditionalAccessOperation)
            parent = parent.Parent;
        return holder.Parent is not IPropertyReferenceOperation inner || inner.Property.Name == token.Output || parent is not (IPropertyReferenceOperation or IInvocationOperation);
    }
}
