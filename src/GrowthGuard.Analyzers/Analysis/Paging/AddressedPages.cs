using GrowthGuard.Analyzers.CodeModel.Bodies;
using GrowthGuard.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GrowthGuard.Analyzers.Analysis.Paging;

/// <summary>
/// Requests that are written by hand, ask for full pages in their address, <c>?per_page=100</c>, and for one page only.
/// </summary>
internal sealed class AddressedPages(CompilationAnalysis context, PageTokens tokens, HandWrittenPages byHand)
{
    private readonly PageWords _words = PageWords.Of(context.Facts);

    /// <summary>Whether a request is for the first page, and nothing around it knows of another.</summary>
    public bool IsFirstOnly(IInvocationOperation request) =>
        context.Facts.NamesMember(FactKind.HttpRequest, request.TargetMethod.ReducedFrom ?? request.TargetMethod) &&
        AddressesIn(request).Any(IsOfFullPage) && PagingLoop.Around(request) is null &&
        (request.Type is { } given && IsText(given) || !ResponseUses.Of(request).IsHandedOn) && IsReadAsJson(request);

    private static bool IsText(ITypeSymbol given) =>
        given is INamedTypeSymbol { TypeArguments: { Length: 1 } result } && result[0].SpecialType == SpecialType.System_String;

    private bool IsOfFullPage(string address)
    {
        var isFull = false;
        foreach (var setting in address.Substring(address.IndexOf('?') + 1).Split('&'))
        {
            var equals = setting.IndexOf('=');
            if (equals <= 0)
                continue;
            var (name, value) = (HandWrittenPages.InPascalCase(setting.Substring(0, equals)), setting.Substring(equals + 1));
            if (tokens.IsLimit(name))
                isFull |= int.TryParse(value, out var limit) && limit is >= FirstPageJudge.FullPage and < int.MaxValue;
            else if (_words.IsInput(name) && value is not ("0" or "1"))
                return false;
        }

        return isFull && address.IndexOf('?') >= 0;
    }

    // new HttpRequestMessage(HttpMethod.Get, "orders?per_page=100")
    private IEnumerable<string> AddressesIn(IInvocationOperation request) =>
        request.Arguments.SelectMany(argument =>
                ValueOrigin.Of(argument.Value).FirstOrDefault() is IObjectCreationOperation { Arguments: var parts }
                    ? parts.Select(static part => part.Value)
                    : [argument.Value])
            .Select(context.Queries.TextOf).OfType<string>();

    // A picture has a size, too. Who looks for the next page in the answer, or in its headers, knows of it.
    private bool IsReadAsJson(IInvocationOperation request)
    {
        var isJson = false;
        foreach (var part in request.Root().DescendantsAndSelf())
        {
            switch (part)
            {
                case { ConstantValue: { HasValue: true, Value: string name } } when byHand.IsPart(name):
                case IPropertyReferenceOperation { Property.Name: var property } when _words.IsOutput(property):
                    return false;
                case IInvocationOperation call:
                    isJson |= context.Facts.NamesMember(FactKind.JsonReader, call.TargetMethod.ReducedFrom ?? call.TargetMethod) ||
                        call.TargetMethod.ContainingType is { } type &&
                        (type.Name.StartsWith("Json", StringComparison.Ordinal) || byHand.HasParts(type));
                    break;
            }
        }

        return isJson;
    }
}
