using System.Collections.Immutable;
using System.Composition;
using GrowthGuard.Analyzers.Catalog;
using GrowthGuard.CodeFixes.Annotations;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// GG1002: documents the bound that the code enforces: its number where there is one, else a reason for the author to give.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DocumentEnforcedBoundCodeFix))]
[Shared]
public sealed class DocumentEnforcedBoundCodeFix : StoreFixProvider
{
    /// <summary>Equivalence key of the fix that writes the number.</summary>
    public const string NumberEquivalenceKey = "GrowthGuard.DocumentEnforcedBound.Number";

    /// <summary>Equivalence key of the fix that leaves the reason to the author.</summary>
    public const string ReasonEquivalenceKey = "GrowthGuard.DocumentEnforcedBound.Reason";

    /// <summary>Makes the provider.</summary>
    public DocumentEnforcedBoundCodeFix()
        : base(
            ImmutableArray.Create(RuleCatalog.BoundIsNotDocumented.Id),
            new DocumentBoundFix(
                NumberEquivalenceKey,
                store => store.Limit is { } limit ? Enforced(limit, store) : null,
                name => $"Document the bound of {name} that the code enforces",
                ""),
            new DocumentBoundFix(
                ReasonEquivalenceKey,
                store => store.Limit is null ? new BoundWords(AnnotationKind.Bounded, null, BoundWords.BoundedPlaceholder) : null,
                name => $"Document the bound of {name}",
                ", reason for you to give"))
    {
    }

    // The limit is a number, or the name of a constant beside the store.
    private static BoundWords Enforced(string limit, GrowingStore store) =>
        store.Symbol.ContainingType.GetMembers(limit).OfType<IFieldSymbol>().FirstOrDefault() is { } constant
            ? new BoundWords(AnnotationKind.Bounded, FormattableString.Invariant($"{constant.ConstantValue}"), null, limit)
            : new BoundWords(AnnotationKind.Bounded, limit, null);
}
