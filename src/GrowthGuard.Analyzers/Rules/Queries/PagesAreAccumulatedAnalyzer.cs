using GrowthGuard.Analyzers.Analysis.Paging;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.Analyzers.Rules.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GrowthGuard.Analyzers.Rules.Queries;

/// <summary>GG3003: reports where all pages are collected in memory.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PagesAreAccumulatedAnalyzer : PagingAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public PagesAreAccumulatedAnalyzer()
        : base(RuleCatalog.PagesAreAccumulated)
    {
    }

    private protected override object[]? Words(PagingFinding finding) => finding.Fault == PagingFault.AllCollected
        ? [finding.Subject, finding.Detail]
        : null;
}
