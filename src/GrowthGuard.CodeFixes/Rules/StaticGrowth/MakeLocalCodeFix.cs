using System.Composition;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1001: turns a store that one method uses into a local of that method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeLocalCodeFix))]
[Shared]
public sealed class MakeLocalCodeFix : StoreFixProvider
{
    /// <summary>Equivalence key of the fix.</summary>
    public const string EquivalenceKey = "GrowthGuard.MakeLocal";

    /// <summary>Makes the provider.</summary>
    public MakeLocalCodeFix()
        : base(new MakeLocalFix())
    {
    }
}
