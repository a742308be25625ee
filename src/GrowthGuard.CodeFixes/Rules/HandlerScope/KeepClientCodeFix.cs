using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>GG2005: keeps a client, or serializer options, in a static field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepClientCodeFix))]
[Shared]
public sealed class KeepClientCodeFix : SiteFixProvider
{
    /// <summary>Makes the provider.</summary>
    public KeepClientCodeFix()
        : base(RuleCatalog.ClientIsMadePerInvocation.Id, new KeepClientFix())
    {
    }
}
