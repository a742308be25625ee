using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>A continuation token: where the response gives it and where the next request takes it.</summary>
/// <param name="holder">The property of the response in which the token is, or <see langword="null"/> when the response has it itself.</param>
/// <param name="output">Its name in the response.</param>
/// <param name="input">Its name in the request: a property, or the parameter that takes it.</param>
/// <param name="type">Its type in the response.</param>
internal sealed class PageToken(string? holder, string output, string input, ITypeSymbol type)
{
    public string? Holder { get; } = holder;

    public string Output { get; } = output;

    public string Input { get; } = input;

    public ITypeSymbol Type { get; } = type;

    /// <summary>The name in the response, from the response on.</summary>
    public string Path => Holder is null ? Output : Holder + "." + Output;
}

/// <summary>The part of a batch that was not processed and must be sent again.</summary>
/// <param name="output">Its name in the response.</param>
/// <param name="input">Its name in the request; <see langword="null"/> when the response only tells which entries failed.</param>
internal sealed class Remainder(string output, string? input)
{
    public string Output { get; } = output;

    public string? Input { get; } = input;
}

/// <summary>An operation that answers with a part of the whole: one page, or a batch with a remainder.</summary>
internal sealed class PagedOperation(
    string name, INamedTypeSymbol? request, INamedTypeSymbol response, ImmutableArray<PageToken> tokens, string? moreFlag, string? limit, Remainder? remainder, bool isTokenArgument)
{
    /// <summary>The name without <c>Async</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The type of the request; <see langword="null"/> when all that it says is in arguments.</summary>
    public INamedTypeSymbol? Request { get; } = request;

    public INamedTypeSymbol Response { get; } = response;

    /// <summary>The tokens, all of which lead to the next page; empty when the operation gives no pages.</summary>
    public ImmutableArray<PageToken> Tokens { get; } = tokens;

    /// <summary>The property of the response that says whether there are more pages.</summary>
    public string? MoreFlag { get; } = moreFlag;

    /// <summary>The property of the request that limits a page.</summary>
    public string? Limit { get; } = limit;

    public Remainder? Remainder { get; } = remainder;

    /// <summary>Whether the token is an argument of its own, and not in the request.</summary>
    public bool IsTokenArgument { get; } = isTokenArgument;

    /// <summary>Whether a property of the response is not a token, but repeats the one of the request.</summary>
    public bool IsEcho(string property) => Tokens.Any(token => token.Input == property) && !Tokens.Any(token => token.Output == property);

    /// <summary>Whether a property of the response tells that there are more pages, or holds what tells it.</summary>
    public bool IsToken(string property) => property == MoreFlag || Tokens.Any(token => token.Holder is null && token.Output == property);
}
