using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Queries;

/// <summary>GG3006: reports batch operations whose unprocessed part is dropped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RemainderIsIgnoredAnalyzer : PagingAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public RemainderIsIgnoredAnalyzer()
        : base(RuleCatalog.RemainderIsIgnored)
    {
    }

    private protected override object[]? Words(PagingFinding finding) => WhatBecomesOfTheRest(finding) is { } rest
        ? [finding.Subject, PagingReport.Member(finding), rest]
        : null;

    private static string? WhatBecomesOfTheRest(PagingFinding finding) => finding.Fault switch
    {
        PagingFault.RemainderDropped => $"'{finding.Detail}' of its response is never read: the rest is lost",
        PagingFault.SameBatch => $"'{finding.Detail}' of its response is only tested: the loop sends the whole batch again",
        PagingFault.RepeatedForEver =>
            $"the loop sends '{finding.Detail}' again at once until there are none, with no pause and no limit of attempts",
        _ => null,
    };
}
