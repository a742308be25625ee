using System.Composition;
using GrowthGuard.CodeFixes.Annotations;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>
/// GG1001, GG1008: documents the bound of the store, or the decision that it has none, for the author to complete. No number is written:
/// nothing enforces it yet, and one that is made up would only be the next finding.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DocumentBoundCodeFix))]
[Shared]
public sealed class DocumentBoundCodeFix : StoreFixProvider
{
    /// <summary>Equivalence key of the fix that writes a bound.</summary>
    public const string BoundedEquivalenceKey = "GrowthGuard.DocumentBound.Bounded";

    /// <summary>Equivalence key of the fix that writes the decision.</summary>
    public const string UnboundedEquivalenceKey = "GrowthGuard.DocumentBound.Unbounded";

    /// <summary>Makes the provider.</summary>
    public DocumentBoundCodeFix()
        : base(
            new DocumentBoundFix(
                BoundedEquivalenceKey,
                _ => new BoundWords(AnnotationKind.Bounded, null, BoundWords.BoundedPlaceholder),
                name => $"Document the bound of {name}",
                ", reason for you to give"),
            new DocumentBoundFix(
                UnboundedEquivalenceKey,
                _ => new BoundWords(AnnotationKind.Unbounded, null, BoundWords.UnboundedPlaceholder),
                name => $"Document that {name} has no bound",
                ", reason for you to give"))
    {
    }
}
