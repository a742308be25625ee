using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Queries;

/// <summary>GG3002: reports loops that do not go from page to page, or not to the last.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoopDoesNotAdvanceAnalyzer : PagingAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public LoopDoesNotAdvanceAnalyzer()
        : base(RuleCatalog.LoopDoesNotAdvance)
    {
    }

    private protected override object[]? Words(PagingFinding finding) => WhatItDoes(finding) is { } fault
        ? [finding.Subject, PagingReport.Member(finding), fault]
        : null;

    private static string? WhatItDoes(PagingFinding finding) => finding.Fault switch
    {
        PagingFault.NotHandedOn when finding.Operation!.Strength != PageStrength.Token =>
            $"asks for the same page again and again: nothing in it changes {PagingReport.Inputs(finding)}",
        PagingFault.NotHandedOn when finding.Operation!.Tokens[0].Kind == PageInputKind.Elsewhere =>
            $"asks for the same page again and again: {PagingReport.Tokens(finding)} of the answer never gets into a request",
        PagingFault.NotHandedOn when finding.Operation!.Tokens[0].Kind == PageInputKind.Method =>
            $"asks for the same page again and again: {PagingReport.Tokens(finding)} of the response never gets to " +
            $"{PagingReport.Inputs(finding)}",
        PagingFault.NotHandedOn =>
            $"asks for the same page again and again: {PagingReport.Tokens(finding)} of the response never becomes " +
            $"{PagingReport.Inputs(finding)} of the request",
        PagingFault.Echo =>
            $"does not advance: '{finding.Detail}' of the response only repeats the request's; the next one is " +
            $"{PagingReport.Tokens(finding)}",
        PagingFault.OneOfSeveral => $"hands on one token and not the other: '{finding.Detail}' of the request is never set",
        PagingFault.OtherRequest =>
            $"asks for the same page again and again: the request that gets {PagingReport.Inputs(finding)} is not the one that is sent",
        PagingFault.Recreated =>
            $"asks for the same page again and again: each pass makes a new request, without {PagingReport.Inputs(finding)}",
        PagingFault.Skipped =>
            $"asks for the same page again after the 'continue' that stands before {PagingReport.Inputs(finding)} is set",
        PagingFault.EmptyPage =>
            $"ends by the items of a page: one with few or none can have {PagingReport.Tokens(finding)}, and the last page has none",
        PagingFault.NoEnd when finding.Detail == "same" =>
            $"never ends: on the last page {PagingReport.Tokens(finding)} is the token that was sent, and not null",
        PagingFault.NoEnd => $"never ends: on the last page {PagingReport.Tokens(finding)} is an empty string, and not null",
        PagingFault.CallBeforeLoop => "never asks for another page: the call stands before it",
        PagingFault.OffsetStands => $"asks for the same page again and again: '{finding.Detail}' never changes",
        PagingFault.EndlessFeed => "never ends: a change feed always says that it has more results; leave or wait when nothing has changed",
        _ => null,
    };
}
