using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1010: keeps the serializer in a static field, or one for each type in a static dictionary.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepSerializerCodeFix))]
[Shared]
public sealed class KeepSerializerCodeFix : SiteFixProvider
{
    /// <summary>Makes the provider.</summary>
    public KeepSerializerCodeFix()
        : base(RuleCatalog.CallMakesProcessCode.Id, new KeepSerializerFix())
    {
    }
}
