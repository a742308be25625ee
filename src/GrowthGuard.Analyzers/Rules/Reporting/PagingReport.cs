using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>What the diagnostics about pages have in common.</summary>
internal static class PagingReport
{
    /// <summary>The diagnostic of a rule, at the site of the fault. The tool, which knows the mode, is told what is weak.</summary>
    public static Diagnostic Diagnostic(
        DiagnosticDescriptor rule,
        PagingFinding finding,
        DiagnosticSeverity severity,
        params object[] arguments) =>
        Microsoft.CodeAnalysis.Diagnostic.Create(
            rule,
            finding.Site.Syntax.GetLocation(),
            severity,
            null,
            PagingLevels.IsWeak(finding) && rule.DefaultSeverity > DiagnosticSeverity.Info
                ? Properties(finding).Add(DiagnosticPropertyNames.IsInformation, "true")
                : Properties(finding),
            arguments);

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
            return operation.Remainder is { Kind: PageInputKind.Request } remainder && remainder.Output.IndexOf('.') < 0
                ? nameof(PageInputKind.Request)
                : null;
        var kinds = operation.Tokens.Select(token => token.Kind).Distinct().ToList();
        return operation.Strength == PageStrength.Token && kinds.Count == 1 && CanBeWritten(operation) ? kinds[0].ToString() : null;
    }
}
