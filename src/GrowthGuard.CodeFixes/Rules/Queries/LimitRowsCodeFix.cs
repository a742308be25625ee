using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>GG3004: goes through the rows one by one, or takes only so many.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LimitRowsCodeFix))]
[Shared]
public sealed class LimitRowsCodeFix : SiteFixProvider
{
    /// <summary>Makes the provider.</summary>
    public LimitRowsCodeFix()
        : base(RuleCatalog.QueryIsMaterialised.Id, new StreamRowsFix(), new TakeRowsFix())
    {
    }
}
