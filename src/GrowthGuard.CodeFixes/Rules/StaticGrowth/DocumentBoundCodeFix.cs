using System.Composition;
using GrowthGuard.CodeFixes.Annotations;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1001, GG1008: documents the bound of the store, or the decision that it has none, for the author to complete.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DocumentBoundCodeFix))]
[Shared]
public sealed class DocumentBoundCodeFix : StoreFixProvider
{
    /// <summary>Equivalence key of the fix that writes <c>[Bounded]</c>.</summary>
    public const string BoundedEquivalenceKey = "GrowthGuard.DocumentBound.Bounded";

    /// <summary>Equivalence key of the fix that writes <c>[Unbounded]</c>.</summary>
    public const string UnboundedEquivalenceKey = "GrowthGuard.DocumentBound.Unbounded";

    /// <summary>Makes the provider.</summary>
    public DocumentBoundCodeFix()
        : base(
            new DocumentBoundFix(
                AnnotationKind.Bounded,
                BoundedEquivalenceKey,
                _ => "(1000, By = \"TODO: confirm the number and say what enforces it\")",
                (name, _) => $"Document the bound of {name}: [Bounded(1000)], number and reason for you to confirm"),
            new DocumentBoundFix(
                AnnotationKind.Unbounded,
                UnboundedEquivalenceKey,
                _ => "(\"TODO: say why growth without a bound is fine here\")",
                (name, _) => $"Document that {name} has no bound: [Unbounded(\"…\")], reason for you to give"))
    {
    }
}
