using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>What the diagnostics about pages have in common.</summary>
internal static class PagingReport
{
    /// <summary>
    /// The diagnostic of a rule, at the site of the fault. What rests on a weak sign is information, unless the user's configuration says
    /// otherwise.
    /// </summary>
    public static Diagnostic Diagnostic(DiagnosticDescriptor rule, PagingFinding finding, params object[] arguments) =>
        IsWeak(finding) && rule.DefaultSeverity > DiagnosticSeverity.Info
            ? Microsoft.CodeAnalysis.Diagnostic.Create(
                rule,
                finding.Site.Syntax.GetLocation(),
                DiagnosticSeverity.Info,
                null,
                Properties(finding).Add(DiagnosticPropertyNames.IsInformation, "true"),
                arguments)
            : Microsoft.CodeAnalysis.Diagnostic.Create(rule, finding.Site.Syntax.GetLocation(), Properties(finding), arguments);

    /// <summary>Whether a fault rests on a weak sign: a count beside a list, or an answer that is read by hand.</summary>
    private static bool IsWeak(PagingFinding finding) =>
        finding.Fault == PagingFault.RepeatedForEver ||
        (finding.Fault == PagingFault.FirstPageOnly && finding.Operation is { Strength: PageStrength.Total });

    /// <summary>The member that a fault is in, as a reader calls it.</summary>
    public static string Member(PagingFinding finding) => Places.MemberName(finding.Site);

    /// <summary>The tokens of the operation, as they are called in the response.</summary>
    public static string Tokens(PagingFinding finding) =>
        string.Join(" and ", finding.Operation!.Tokens.Select(token => $"'{token.Path}'"));

    /// <summary>What takes the tokens, as the client calls it.</summary>
    public static string Inputs(PagingFinding finding) =>
        string.Join(" and ", finding.Operation!.Tokens.Select(token => $"'{token.Input}'"));

    private static ImmutableDictionary<string, string?> Properties(PagingFinding finding)
    {
        var properties = SiteReport.Properties(finding.Site).Add(DiagnosticPropertyNames.Problem, finding.Fault.ToString());
        if (finding.Operation is not { } operation)
            return properties;
        var pairs = finding.Fault switch
        {
            PagingFault.RemainderDropped => operation.Remainder is { Input: { } input } remainder ? [remainder.Output + "=" + input] : [],
            PagingFault.SameBatch or PagingFault.RepeatedForEver => [],
            _ => operation.Tokens.Select(token => token.Path + "=" + token.Input),
        };
        return properties.Add(DiagnosticPropertyNames.Tokens, string.Join(" ", pairs))
            .Add(DiagnosticPropertyNames.MoreFlag, operation.MoreFlag)
            .Add(DiagnosticPropertyNames.PageInput, InputOf(finding.Fault, operation));
    }

    // Not into a part of the request that may not be there, nor from a part of a part; nor where only a constructor takes it.
    private static bool CanBeWritten(PagedOperation operation) => operation.Tokens.All(token => token.Holder?.IndexOf('.') is null or < 0 &&
        (token.Kind != PageInputKind.Request || operation.Request is not { } request ||
            PageTokens.PropertiesOf(request).Any(property => property.Name == token.Input && property.SetMethod is not null)));

    // Only a token is handed on as it is.
    private static string? InputOf(PagingFault fault, PagedOperation operation)
    {
        if (fault == PagingFault.RemainderDropped)
            return nameof(PageInputKind.Request);
        var kinds = operation.Tokens.Select(token => token.Kind).Distinct().ToList();
        return operation.Strength == PageStrength.Token && kinds.Count == 1 && CanBeWritten(operation) ? kinds[0].ToString() : null;
    }
}
