using System.Composition;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1001: replaces a dictionary that is nothing but a cache by a <c>MemoryCache</c> with a size limit.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseMemoryCacheCodeFix))]
[Shared]
public sealed class UseMemoryCacheCodeFix : StoreFixProvider
{
    /// <summary>Equivalence key of the fix.</summary>
    public const string EquivalenceKey = "GrowthGuard.UseMemoryCache";

    /// <summary>Makes the provider.</summary>
    public UseMemoryCacheCodeFix()
        : base(new UseMemoryCacheFix())
    {
    }
}
