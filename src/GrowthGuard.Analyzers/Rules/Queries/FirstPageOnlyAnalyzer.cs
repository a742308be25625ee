using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Queries;

/// <summary>GG3001: reports calls of paged operations of which only the first page is read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FirstPageOnlyAnalyzer : PagingAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public FirstPageOnlyAnalyzer()
        : base(RuleCatalog.FirstPageOnly)
    {
    }

    private protected override object[]? Words(PagingFinding finding) => finding.Fault == PagingFault.FirstPageOnly
        ? [WhatIsNotDone(finding), HowToGoOn(finding)]
        : null;

    private static string WhatIsNotDone(PagingFinding finding) => finding switch
    {
        { Detail: PagingFinding.OfPages or PagingFinding.OfAddress } => $"Only the first page of '{finding.Subject}' is read",
        { Operation: null } => $"'{finding.Subject}' is called once",
        { Operation.Tokens: { Length: 1 } tokens } when tokens[0] is { Kind: PageInputKind.Method } own && own.Output == own.Input =>
            $"'{own.Output}' of the page that '{finding.Subject}' gives is never called",
        { Operation.Tokens.Length: var count } =>
            $"{PagingReport.Tokens(finding)} of '{finding.Subject}' {(count == 1 ? "is" : "are")} never read",
    };

    private static string HowToGoOn(PagingFinding finding) => finding switch
    {
        { Detail: PagingFinding.OfPages } => "go through all of them",
        { Detail: PagingFinding.OfAddress } => "ask for the next until there is none",
        { Operation: null } => "call it until there are none",
        { Operation.Tokens: { Length: 1 } tokens } when tokens[0].Input.Length == 0 => "ask again with it until there is none",
        _ => "continue with " + PagingReport.Inputs(finding),
    };
}
