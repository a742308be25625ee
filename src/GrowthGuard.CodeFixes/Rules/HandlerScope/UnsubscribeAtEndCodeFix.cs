using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>GG2004: unsubscribes, or takes out what was added, before the handler returns.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnsubscribeAtEndCodeFix))]
[Shared]
public sealed class UnsubscribeAtEndCodeFix : SiteFixProvider
{
    /// <summary>Makes the provider.</summary>
    public UnsubscribeAtEndCodeFix()
        : base(RuleCatalog.HandlerRegistersEachTime.Id, new UnsubscribeAtEndFix(), new RemoveAtEndFix())
    {
    }
}
