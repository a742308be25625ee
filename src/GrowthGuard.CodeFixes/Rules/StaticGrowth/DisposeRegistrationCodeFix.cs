using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1009: disposes the registration or the linked token source when the block that makes it ends.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeRegistrationCodeFix))]
[Shared]
public sealed class DisposeRegistrationCodeFix : SiteFixProvider
{
    /// <summary>Makes the provider.</summary>
    public DisposeRegistrationCodeFix()
        : base(RuleCatalog.RegistrationNeverDisposed.Id, new DisposeRegistrationFix())
    {
    }
}
