using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>GG3004: takes only so many rows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LimitRowsCodeFix))]
[Shared]
public sealed class LimitRowsCodeFix : SiteFixProvider
{
    /// <summary>Makes the provider.</summary>
    public LimitRowsCodeFix()
        : base(RuleCatalog.QueryIsMaterialised.Id, new TakeRowsFix())
    {
    }
}
