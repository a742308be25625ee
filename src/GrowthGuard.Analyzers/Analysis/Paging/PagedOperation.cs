using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>How the next page is asked for.</summary>
internal enum PageInputKind
{
    /// <summary>By a property of a request that is an argument of the call.</summary>
    Request,

    /// <summary>By a property of the object on which the call is made: <c>request.PageToken = …; request.Execute()</c>.</summary>
    Receiver,

    /// <summary>By an argument of the call.</summary>
    Argument,

    /// <summary>By a step in the making of the query on which the call is made: <c>query.After(cursor).ExecuteAsync()</c>.</summary>
    Step,

    /// <summary>
    /// By another method, which takes the token or the page: <c>ListFolderContinue(cursor)</c>, <c>WithUrl(nextLink)</c>,
    /// <c>page.GetNextPage()</c>.
    /// </summary>
    Method,

    /// <summary>By a number that other operations of the client take.</summary>
    Elsewhere,
}

/// <summary>How surely an operation gives one page of several.</summary>
internal enum PageStrength
{
    /// <summary>The response gives a token, or a link, that the client takes.</summary>
    Token,

    /// <summary>The response says whether there is more, and the client takes a position.</summary>
    Flag,

    /// <summary>The response counts all items or pages, and the client takes a number.</summary>
    Total,
}

/// <summary>A continuation: where the response gives it and where it is taken to ask for the next page.</summary>
/// <param name="holder">The property of the response in which it is, or <see langword="null"/> when the response has it itself.</param>
/// <param name="output">Its name in the response.</param>
/// <param name="input">The name of the property, parameter or method that takes it.</param>
/// <param name="kind">What takes it.</param>
/// <param name="type">Its type in the response.</param>
internal sealed class PageToken(string? holder, string output, string input, PageInputKind kind, ITypeSymbol type)
{
    /// <summary>A member of the response, or of what it holds, and what takes it.</summary>
    public PageToken(string? holder, PageOutput output, PageInput input)
        : this(holder, output.Name, input.Name, input.Kind, output.Type)
    {
        Request = input.Request;
        RequestPart = input.Part;
    }

    /// <summary>The type of the request that takes the token, if one does.</summary>
    public INamedTypeSymbol? Request { get; }

    /// <summary>The type of the part of the request that has the input, when the request has it not itself.</summary>
    public INamedTypeSymbol? RequestPart { get; }

    public string? Holder { get; } = holder;

    public string Output { get; } = output;

    public string Input { get; } = input;

    public PageInputKind Kind { get; } = kind;

    public ITypeSymbol Type { get; } = type;

    /// <summary>The name in the response, from the response on.</summary>
    public string Path => Holder is null ? Output : Holder + "." + Output;
}

/// <summary>The part of a batch that was not processed and must be sent again.</summary>
/// <param name="output">Its name in the response, from the response on.</param>
/// <param name="type">Its type.</param>
/// <param name="input">What takes it again; <see langword="null"/> when the response only tells which entries failed.</param>
/// <param name="kind">What that is.</param>
internal sealed class Remainder(string output, ITypeSymbol type, string? input, PageInputKind kind)
{
    public string Output { get; } = output;

    public ITypeSymbol Type { get; } = type;

    public string? Input { get; } = input;

    public PageInputKind Kind { get; } = kind;

    /// <summary>The remainder as a token that leads on; <see langword="null"/> when there is nothing that can be sent as it is.</summary>
    public PageToken? Token => Input is null
        ? null
        : Output.LastIndexOf('.') is var dot && dot < 0
        ? new PageToken(null, Output, Input, Kind, Type)
        : new PageToken(Output.Substring(0, dot), Output.Substring(dot + 1), Input, Kind, Type);
}

/// <summary>An operation that answers with a part of the whole: one page, or a batch with a remainder.</summary>
internal sealed class PagedOperation(string name, ITypeSymbol response, PageStrength strength, ImmutableArray<PageToken> tokens)
{
    /// <summary>The name without <c>Async</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The type of the request; <see langword="null"/> when all that it says is in arguments.</summary>
    public INamedTypeSymbol? Request { get; set; }

    /// <summary>The type that has the input, when it is not the request itself but one of its properties: <c>query.PageInfo</c>.</summary>
    public INamedTypeSymbol? InputHolder { get; set; }

    /// <summary>The type of the object on which the call is made, when it takes the token.</summary>
    public ITypeSymbol? Receiver { get; set; }

    public ITypeSymbol Response { get; } = response;

    /// <summary>Whether the call gives the tokens by <c>out</c> arguments, and the items as its result.</summary>
    public bool IsByOut { get; set; }

    public PageStrength Strength { get; } = strength;

    /// <summary>The tokens, all of which lead to the next page; empty when the operation gives no pages.</summary>
    public ImmutableArray<PageToken> Tokens { get; } = tokens;

    /// <summary>The property of the response that says whether there are more pages, from the response on.</summary>
    public string? MoreFlag { get; set; }

    /// <summary>The property of the request that limits a page.</summary>
    public string? Limit { get; set; }

    public Remainder? Remainder { get; set; }

    /// <summary>
    /// The operation as one whose remainder is what leads on; <see langword="null"/> when it leaves none that can be sent as it is.
    /// </summary>
    public PagedOperation? OfRemainder => Remainder?.Token is { } token
        ? new PagedOperation(Name, Response, PageStrength.Token, ImmutableArray.Create(token))
        {
            Request = token.Kind == PageInputKind.Request ? Request : null,
            Receiver = token.Kind == PageInputKind.Receiver ? BatchReceiver : null,
            IsByOut = IsByOut,
        }
        : null;

    /// <summary>The type of the object on which a batch is sent, when it takes the remainder.</summary>
    public ITypeSymbol? BatchReceiver { get; set; }

    /// <summary>Whether a property of the response is not a token, but repeats the one of the request.</summary>
    public bool IsEcho(string property) =>
        Tokens.Any(token => NamePattern.PropertyOf(token.Input) == NamePattern.PropertyOf(property)) &&
        !Tokens.Any(token => token.Output == property);

    /// <summary>Whether a property of the response tells that there are more pages.</summary>
    public bool IsToken(string path) => path == MoreFlag || Tokens.Any(token => token.Path == path);

    /// <summary>Whether a property of the response, from the response on, holds what tells it.</summary>
    public bool IsHolder(string path) =>
        Tokens.Any(token => token.Path.StartsWith(path + ".", StringComparison.Ordinal)) ||
        MoreFlag?.StartsWith(path + ".", StringComparison.Ordinal) == true ||
        Remainder?.Output.StartsWith(path + ".", StringComparison.Ordinal) == true;

    /// <summary>Whether a method gives the page after one of this operation.</summary>
    public bool IsContinuedBy(IMethodSymbol method) =>
        Tokens.Any(token => token.Kind is PageInputKind.Method or PageInputKind.Step &&
            PagedOperations.WithoutAsync(token.Input) == PagedOperations.NameOf(method));

    /// <summary>
    /// Whether a property may be the input of a token: it is one of the request, or of the object on which the call is made.
    /// </summary>
    public bool Takes(IPropertySymbol property) =>
        Tokens.Any(token => token.Input == property.Name) &&
        (Request is null && Receiver is null || DerivesFrom(Request, property.ContainingType) ||
            DerivesFrom(InputHolder, property.ContainingType) || DerivesFrom(Receiver, property.ContainingType));

    /// <summary>
    /// Whether a call takes a request that cannot be the one with the input: <c>RetrieveMultiple(new FetchExpression(text))</c>.
    /// </summary>
    public bool IsForOtherRequest(IMethodSymbol method, ITypeSymbol? sent) =>
        Request is not null && sent is not null &&
        method.Parameters.Any(parameter => !SymbolEqualityComparer.Default.Equals(parameter.Type, Request) &&
            parameter.Type is INamedTypeSymbol general && DerivesFrom(Request, general) && DerivesFrom(sent, general)) &&
            !DerivesFrom(sent, Request);

    private static bool DerivesFrom(ITypeSymbol? type, INamedTypeSymbol @base)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, @base.OriginalDefinition))
                return true;
        }

        return type?.AllInterfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(
            implemented.OriginalDefinition,
            @base.OriginalDefinition)) == true;
    }
}
