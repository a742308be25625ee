using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1007: unsubscribes when the subscriber is disposed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnsubscribeCodeFix))]
[Shared]
public sealed class UnsubscribeCodeFix : SiteFixProvider
{
    /// <summary>Makes the provider.</summary>
    public UnsubscribeCodeFix()
        : base(RuleCatalog.SubscriptionNeverRemoved.Id, new UnsubscribeFix())
    {
    }
}
