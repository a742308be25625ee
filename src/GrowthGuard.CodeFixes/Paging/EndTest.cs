using Microsoft.CodeAnalysis;

namespace GrowthGuard.CodeFixes.Paging;

/// <summary>How a response is asked whether there are more pages.</summary>
internal static class EndTest
{
    /// <summary>
    /// The test, with <c>{response}</c> in place of the response's name; <see langword="null"/> when the type of the token is not known.
    /// </summary>
    public static string? Of(PagedCallSite call)
    {
        // Equal to true: the property is a nullable one in newer versions of the client.
        if (call.MoreFlag is { } flag)
            return $"{{response}}.{flag} == true";
        var token = call.Tokens[0].Key;
        var read = PagedCallSite.Read("{response}", token);
        return call.TypeOfToken(token) switch
        {
            { SpecialType: SpecialType.System_String } => $"!string.IsNullOrEmpty({read})",
            INamedTypeSymbol { Name: "Dictionary" or "List" } => $"{read}?.Count > 0",
            IArrayTypeSymbol => $"{read}?.Length > 0",
            { IsReferenceType: true } or INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } =>
                $"{read} != null",
            _ => null,
        };
    }
}
