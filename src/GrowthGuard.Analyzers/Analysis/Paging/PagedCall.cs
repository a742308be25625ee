using GrowthGuard.Analyzers.CodeModel.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A call that gives one page, with what is known of its request and its response.</summary>
internal sealed class PagedCall
{
    private readonly PageWords _words;

    public PagedCall(IInvocationOperation call, PagedOperation operation, CompilationAnalysis context)
    {
        _words = PageWords.Of(context.Facts);
        Call = call;
        Operation = operation;
        RequestArgument = operation.Receiver is not null
            ? Receiver(call)
            : operation.Request is { } request
                ? call.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Value.Unwrap().Type, request) ||
                    SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, request))?.Value
                : null;
        Request = RequestSettings.Of(RequestArgument, context, operation.Receiver is not null);
        Request.AddFrom(call);
        if (call.Instance is { } query && operation.Tokens.Any(token => token.Kind == PageInputKind.Step))
            Request.AddSteps(query);
        Uses = operation.IsByOut
            ? ResponseUses.OfOut(call, name => operation.IsToken(name) || _words.IsOutput(NamePattern.PropertyOf(name)))
            : ResponseUses.Of(call, operation.IsHolder, context.Facts);
        TokenReads = Uses.Reads.Where(IsToken).ToList();

        // Where a number leads on, whatever says that there is more may end the loop: a link, a count.
        Flow = TokenFlow.Of(
            TokenReads.Where(read => operation.Strength != PageStrength.Token || operation.IsToken(read.Path) ||
                operation.IsHolder(read.Path)),
            operation);
        Items = Uses.Reads
            .Where(read => !IsToken(read) && PartialReads.IsOfItems(read.Name, read.Type))
            .Select(read => read.Operation)
            .Concat(Uses.Enumerations).ToList();
    }

    public IInvocationOperation Call { get; }

    public PagedOperation Operation { get; }

    /// <summary>
    /// The request that is sent, as an argument or as the receiver of the call; <see langword="null"/> when its parts are arguments.
    /// </summary>
    public IOperation? RequestArgument { get; }

    public RequestSettings Request { get; }

    public ResponseUses Uses { get; }

    /// <summary>Whether the call sends a request of another kind than the one that takes the token.</summary>
    public bool IsForOtherRequest =>
        Operation.Request is not null && RequestArgument is null &&
        Call.Arguments.Any(argument => Operation.IsForOtherRequest(Call.TargetMethod, argument.Value.Unwrap().Type));

    /// <summary>Whether the loop gives an input of the request, or an argument of that name, another value in each pass.</summary>
    public bool IsMovedIn(PagingLoop loop) =>
        Request.Values.Any(setting => _words.IsInput(setting.Name) && loop.Contains(setting.Value) &&
            (!loop.IsFixed(setting.Value) && !IsReadOnly(setting.Value, setting.Name))) ||
        Call.Arguments.Any(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } &&
            _words.IsInput(NamePattern.PropertyOf(parameter.Name)) && !loop.IsFixed(argument.Value));

    // The value of a setting may be a use of the property itself: a property that is only read is not moved.
    private static bool IsReadOnly(IOperation value, string name) =>
        value is IPropertyReferenceOperation { Property.Name: var used, Parent: not (IIncrementOrDecrementOperation
            or ICompoundAssignmentOperation or IAssignmentOperation or IArgumentOperation) } && used == name;

    /// <summary>Where the response is asked for its tokens, or whether there are more pages.</summary>
    public IReadOnlyList<PropertyRead> TokenReads { get; }

    /// <summary>Where the tokens go.</summary>
    public TokenFlow Flow { get; }

    /// <summary>Where the items of the response are read, or their number.</summary>
    public IReadOnlyList<IOperation> Items { get; }

    /// <summary>What is given for a token where the call takes it as an argument of its own.</summary>
    public IOperation? ArgumentFor(PageToken token) =>
        Call.Arguments.FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter is { } parameter &&
            (string.Equals(parameter.Name, token.Input, StringComparison.OrdinalIgnoreCase) ||
                token.Kind == PageInputKind.Argument && token.Type.SpecialType == SpecialType.None &&
                SymbolEqualityComparer.Default.Equals(parameter.Type, token.Type)))?.Value;

    /// <summary>
    /// The continuing method on whose result the call is made, or <see langword="null"/>: <c>client.WithUrl(next).GetAsync()</c>.
    /// </summary>
    public IInvocationOperation? Continuation =>
        Receiver(Call) is { } receiver
            ? ValueOrigin.Of(receiver)
                .SelectMany(origin => origin.DescendantsAndSelf().OfType<IInvocationOperation>())
                .FirstOrDefault(made => !made.IsAt(Call) && Operation.IsContinuedBy(made.TargetMethod))
            : null;

    /// <summary>Whether the call is made on what a continuing method gave.</summary>
    public bool IsContinuation => Continuation is not null;

    private static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);

    // page.Paging?.Next != null
    private static bool IsTested(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation ||
            (value.Parent is IConditionalAccessOperation access && access.WhenNotNull == value))
            value = value.Parent;
        return value.Parent is IBinaryOperation or IIsPatternOperation;
    }

    // Whatever else tells how many there are counts as well: who reads it knows.
    private bool IsToken(PropertyRead read) =>
        Operation.IsToken(read.Path) ||
        _words.IsOutput(NamePattern.PropertyOf(read.Name)) && !Operation.IsEcho(read.Name) &&
        (!Operation.IsHolder(read.Path) || IsTested(read.Operation)) &&
        !PartialReads.IsSequence(read.Type);
}
