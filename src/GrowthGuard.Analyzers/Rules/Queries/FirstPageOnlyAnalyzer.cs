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
        ? PagingReport.Diagnostic(RuleCatalog.FirstPageOnly, finding, finding.Subject, PagingReport.Member(finding), finding.Operation is null ? "asks for more" : "reads " + PagingReport.Tokens(finding))
        : null;
}
