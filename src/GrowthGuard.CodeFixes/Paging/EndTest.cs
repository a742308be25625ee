using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Paging;

/// <summary>How a response is asked whether there are more pages.</summary>
internal static class EndTest
{
    /// <summary>The test, with <c>{response}</c> in place of the response's name; <see langword="null"/> when the type of the token is not known.</summary>
    public static string? Of(PagedCallSite call)
    {
        // Equal to true: the property is a nullable one in newer versions of the client.
        if (call.MoreFlag is { } flag)
            return $"{{response}}.{flag} == true";
        var token = call.Tokens[0].Key;
        return PagedCallSite.Property(call.Response, token)?.Type switch
        {
            { SpecialType: SpecialType.System_String } => $"!string.IsNullOrEmpty({{response}}.{token})",
            INamedTypeSymbol { Name: "Dictionary" or "List" } => $"{{response}}.{token}?.Count > 0",
            _ => null,
        };
    }
}
