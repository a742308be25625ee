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

    private protected override Diagnostic? Report(PagingFinding finding) => finding.Fault == PagingFault.FirstPageOnly
        ? PagingReport.Diagnostic(RuleCatalog.FirstPageOnly, finding, WhatIsNotDone(finding), HowToGoOn(finding))
        : null;

    private static string WhatIsNotDone(PagingFinding finding) => finding.Operation is null
        ? finding.Detail == PageReaders.AsPages
            ? $"Only the first page of '{finding.Subject}' is read"
            : $"'{finding.Subject}' is called once"
        : finding.Operation.Tokens.Length == 1 && finding.Operation.Tokens[0] is { Kind: PageInputKind.Method } own &&
            own.Output == own.Input
            ? $"'{own.Output}' of the page that '{finding.Subject}' gives is never called"
            : $"{PagingReport.Tokens(finding)} of '{finding.Subject}' {(finding.Operation.Tokens.Length == 1 ? "is" : "are")} never read";

    private static string HowToGoOn(PagingFinding finding) => finding.Operation switch
    {
        null => finding.Detail == PageReaders.AsPages ? "go through all of them" : "call it until there are none",
        { Tokens: { Length: 1 } tokens } when tokens[0].Input.Length == 0 => "ask again with it until there is none",
        _ => "continue with " + PagingReport.Inputs(finding),
    };
}
