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

    private protected override Diagnostic? Report(PagingFinding finding) => finding.Fault == PagingFault.RemainderDropped
        ? PagingReport.Diagnostic(RuleCatalog.RemainderIsIgnored, finding, finding.Subject, PagingReport.Member(finding), finding.Detail)
        : null;
}
