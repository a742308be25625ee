using System.Collections.Immutable;
using System.Composition;
using GrowthGuard.Analyzers;
using GrowthGuard.CodeFixes.Annotations;
using GrowthGuard.CodeFixes.Stores;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GrowthGuard.CodeFixes.Rules.StaticGrowth;

/// <summary>GG1002: documents the bound that the code enforces: its number where there is one, else a reason for the author to give.</summary>
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
                AnnotationKind.Bounded,
                NumberEquivalenceKey,
                store => store.Limit is { } limit ? $"({limit})" : null,
                (name, arguments) => $"Document the bound of {name} that the code enforces: [Bounded{arguments ?? "(…)"}]"),
            new DocumentBoundFix(
                AnnotationKind.Bounded,
                ReasonEquivalenceKey,
                store => store.Limit is null ? "(By = \"TODO: say what keeps it small\")" : null,
                (name, _) => $"Document the bound of {name}: [Bounded(By = \"…\")], reason for you to give"))
    {
    }
}
