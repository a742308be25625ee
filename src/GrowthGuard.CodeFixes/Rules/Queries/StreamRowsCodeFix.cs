using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.Queries;

/// <summary>GG3004: goes through the rows one by one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StreamRowsCodeFix))]
[Shared]
public sealed class StreamRowsCodeFix : SiteFixProvider
{
    /// <summary>Makes the provider.</summary>
    public StreamRowsCodeFix()
        : base(RuleCatalog.QueryIsMaterialised.Id, new StreamRowsFix())
    {
    }
}
