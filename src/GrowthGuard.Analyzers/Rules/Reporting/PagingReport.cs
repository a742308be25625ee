using System.Collections.Immutable;
using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using Microsoft.CodeAnalysis;

namespace GrowthGuard.Analyzers.Rules.Reporting;

/// <summary>What the diagnostics about pages have in common.</summary>
internal static class PagingReport
{
    /// <summary>The diagnostic of a rule, at the site of the fault.</summary>
    public static Diagnostic Diagnostic(DiagnosticDescriptor rule, PagingFinding finding, params object[] arguments) =>
        Microsoft.CodeAnalysis.Diagnostic.Create(rule, finding.Site.Syntax.GetLocation(), Properties(finding), arguments);

    /// <summary>The member that a fault is in, as a reader calls it.</summary>
    public static string Member(PagingFinding finding) => Places.MemberName(finding.Site);

    /// <summary>The tokens of the operation, as they are called in the response.</summary>
    public static string Tokens(PagingFinding finding) =>
        string.Join(" and ", finding.Operation!.Tokens.Select(token => $"'{token.Path}'"));

    private static ImmutableDictionary<string, string?> Properties(PagingFinding finding)
    {
        var properties = SiteReport.Properties(finding.Site).Add(DiagnosticPropertyNames.Problem, finding.Fault.ToString());
        if (finding.Operation is not { } operation)
            return properties;
        var pairs = finding.Fault == PagingFault.RemainderDropped
            ? operation.Remainder is { Input: { } input } remainder ? [remainder.Output + "=" + input] : []
            : operation.Tokens.Select(token => token.Path + "=" + token.Input);
        return properties.Add(DiagnosticPropertyNames.Tokens, string.Join(" ", pairs)).Add(DiagnosticPropertyNames.MoreFlag, operation.MoreFlag);
    }
}
