using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>GG3007: runs a fixed number of tasks at a time.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LimitDegreeCodeFix))]
[Shared]
public sealed class LimitDegreeCodeFix : SiteFixProvider
{
    /// <summary>Makes the provider.</summary>
    public LimitDegreeCodeFix()
        : base(RuleCatalog.UnboundedFanOut.Id, new LimitDegreeFix())
    {
    }
}
