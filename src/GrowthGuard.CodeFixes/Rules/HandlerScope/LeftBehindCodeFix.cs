using System.Collections.Immutable;
using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Rules.StaticGrowth;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>
/// GG2001, GG2003 and GG2006: makes what an invocation leaves in a field a local of the handler, or passes it to the helpers that read it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeftBehindCodeFix))]
[Shared]
public sealed class LeftBehindCodeFix : StoreFixProvider
{
    /// <summary>Makes the provider.</summary>
    public LeftBehindCodeFix()
        : base(
            ImmutableArray.Create(RuleCatalog.HandlerStateIsLeft.Id, RuleCatalog.ContextIsCaptured.Id, RuleCatalog.InvocationDataIsLeft.Id),
            new MakeLocalFix(isValue: true),
            new PassAsParameterFix())
    {
    }
}
