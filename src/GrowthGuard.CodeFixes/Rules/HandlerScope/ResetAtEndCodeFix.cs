using System.Collections.Immutable;
using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.HandlerScope;

/// <summary>GG2001, GG2003 and GG2006: resets what a Lambda invocation leaves in a field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ResetAtEndCodeFix))]
[Shared]
public sealed class ResetAtEndCodeFix : StoreFixProvider
{
    /// <summary>Makes the provider.</summary>
    public ResetAtEndCodeFix()
        : base(
            ImmutableArray.Create(RuleCatalog.HandlerStateIsLeft.Id, RuleCatalog.ContextIsCaptured.Id, RuleCatalog.InvocationDataIsLeft.Id),
            new ResetAtEndFix())
    {
    }
}
