using System.Composition;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1001: puts a size guard that clears the store before each place where it grows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EvictWhenFullCodeFix))]
[Shared]
public sealed class EvictWhenFullCodeFix : StoreFixProvider
{
    /// <summary>Equivalence key of the fix.</summary>
    public const string EquivalenceKey = "GrowthGuard.EvictWhenFull";

    /// <summary>Makes the provider.</summary>
    public EvictWhenFullCodeFix()
        : base(new EvictWhenFullFix())
    {
    }
}
